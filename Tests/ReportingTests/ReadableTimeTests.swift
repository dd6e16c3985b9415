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

  @Test(arguments: [
    (-75.0, "-1m 15s"), (0, "0ms"), (0.25, "250ms"), (13.5, "13.5s"), (59.96, "1m 00s"), (1_470, "24m 30s"),
    (3_900, "1h 05m"), (273_600, "3d 04h"),
  ])
  func `a short time reads the same whether the phrasebook says it or not`(seconds: Double, text: String) {
    #expect(Duration.seconds(seconds).roundedText == text)
    #expect(Phrasebook.english.short(.seconds(seconds)) == text)
  }

  @Test(arguments: [
    (-75.0, "-1 min 15 s", "-1 min 15 s"), (0, "0 ms", "0 s"), (13.5, "13,5 s", "13,5 s"),
    (1_470, "24 min 30 s", "24 min 30 s"), (1_800, "30 min 00 s", "30 min"), (5_400, "1 h 30 min", "1 h 30 min"),
    (273_600, "3 d 04 h", "3 d 4 h"),
  ])
  func `a German report says times with German units`(seconds: Double, measured: String, set: String) {
    let say = PhraseCatalogue.book(of: .german)
    // The number and its unit stay in one line.
    #expect(say.short(.seconds(seconds)).replacing("\u{A0}", with: " ") == measured)
    #expect(say.target(.seconds(seconds)).replacing("\u{A0}", with: " ") == set)
  }

  @Test(arguments: [
    (-90.0, "1m 30s before", "1 min 30 s davor"), (0, "0s", "0 s"), (75, "+1m 15s", "+1 min 15 s"),
  ])
  func `how long after the start is said in the language of the site`(seconds: Double, english: String, german: String)
  {
    let moment = Moment(wall: WallTime(nanoseconds: 0, offset: 0), elapsed: .seconds(seconds))
    #expect(Phrasebook.english.offset(moment) == english)
    #expect(PhraseCatalogue.book(of: .german).offset(moment).replacing("\u{A0}", with: " ") == german)
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
