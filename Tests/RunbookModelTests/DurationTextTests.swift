import Foundation
import RunbookModel
import Testing

struct DurationTextTests {
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
}
