import RunbookModel
import Testing

struct DurationTests {
  private static let longest = Duration.seconds(Int64.max)

  @Test(arguments: [
    (longest, "106751d 23h"), (Duration.nanoseconds(Int64.max), "106751d 23h"),
    (Duration.zero - longest, "-106751d 23h"),
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
