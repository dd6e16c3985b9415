import RunCore
import RunbookModel
import Testing

@testable import Reporting

struct ReadableTimeTests {
  @Test(arguments: [
    (0.0, "0 seconds"), (0.4, "0.4 seconds"), (1, "1 second"), (9.96, "10 seconds"), (23.8, "24 seconds"),
    (59.6, "1 minute"), (2_832, "47 minutes 12 seconds"), (1_800, "30 minutes"), (3_600, "1 hour"),
    (86_400, "24 hours"), (93_900, "26 hours 5 minutes"), (172_800, "2 days"), (273_600, "3 days 4 hours"),
  ])
  func `a time in a sentence is said as people say it`(seconds: Double, words: String) {
    #expect(Duration.seconds(seconds).spokenText == words)
  }

  @Test(arguments: [
    (0.0, "0s"), (1, "1s"), (0.25, "250ms"), (1_800, "30m"), (5_400, "1h 30m"), (86_400, "24h"), (7_776_000, "90d"),
    (90, "1m 30s"), (259_200, "3d"),
  ])
  func `a target has no zeros that nobody set`(seconds: Double, text: String) {
    #expect(Duration.seconds(seconds).targetText == text)
  }

  @Test func `a wall time shows its offset`() {
    let time = WallTime(nanoseconds: 1_795_230_000_000_000_000, offset: -12_600)
    #expect(time.readable == "2026-11-20 23:30:00 -03:30")
  }

  @Test(arguments: [(0, "0 bytes"), (999, "999 bytes"), (41_500_000, "41.5 MB"), (18_000_000_000, "18 GB")])
  func `an amount of data has a unit`(bytes: Int, text: String) {
    #expect(bytes.bytesText == text)
  }
}
