import Foundation
import RunbookModel
import Testing

struct DurationTests {
  @Test func `a runbook asks for ten thousand days at most, a record holds whatever a clock showed`() throws {
    #expect(Duration(runbookText: "10000d") == .seconds(10_000 * 86_400))
    #expect(Duration(runbookText: "10000d1s") == nil)
    for seconds: Int64 in [1_789_977_600, -1_789_977_600, 9_223_372_036, 864_000_001] {
      let stored = DurationText(wrappedValue: .seconds(seconds) + .nanoseconds(1))
      #expect(try JSONDecoder().decode(DurationText.self, from: JSONEncoder().encode(stored)) == stored)
    }
  }

  @Test(arguments: [
    (Duration.seconds(9_223_372_036) + .nanoseconds(854_775_807), Int64.max),
    (.seconds(9_223_372_036) + .nanoseconds(854_775_808), .max),
    (.seconds(-9_223_372_036) - .nanoseconds(999_999_999), .min), (.seconds(Int64.max), .max),
    (.milliseconds(-1), -1_000_000),
  ])
  func `whole nanoseconds stop at the ends of their range`(duration: Duration, nanoseconds: Int64) {
    #expect(duration.nanoseconds == nanoseconds)
  }

  @Test(arguments: [
    (Duration.seconds(Int64.max), "106751d 23h"), (Duration.nanoseconds(Int64.max), "106751d 23h"),
    (Duration.zero - Duration.seconds(Int64.max), "-106751d 23h"),
    (Duration.seconds(725), "12m 05s"), (Duration.milliseconds(3_449), "3.4s"),
  ])
  func `a time of centuries is shown as well, cut to what a clock can count`(duration: Duration, text: String) {
    #expect(duration.roundedText == text)
  }

  @Test(arguments: ["1h30m", "2.5s", "0s", "90d", "1.000000001s"]) func `a duration comes back from its text`(
    _ text: String
  ) {
    #expect(Duration(runbookText: text)?.runbookText == text)
  }
}
