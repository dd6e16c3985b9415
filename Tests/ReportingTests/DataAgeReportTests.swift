import Foundation
import RunCore
import RunbookModel
import Testing

@testable import Reporting

/// What readers are told of a backup that is younger than the disruption, and of times that people gave.
struct DataAgeReportTests {
  private static func text(_ story: Story, _ format: ReportFormat) throws -> String {
    let document = ReportDocument(
      summary: story.summary, journal: JournalMark(head: Story.head, lines: story.entries.count),
      trace: JournalTrace(of: story.state, entries: story.entries))
    return String(decoding: try RunReport.render(document, as: format), as: UTF8.self)
  }

  private static func expect(_ sentences: [String], in text: String) {
    for sentence in sentences { #expect(text.contains(sentence), "“\(sentence)” is not in \(text.prefix(4_000))") }
  }

  @Test func `an incident's backup that may hold the damage is told wherever the age of data stands`() throws {
    let story = try DataStory.story(.incident, point: -480)
    let text = try Self.text(story, .markdown)
    Self.expect(
      [
        "The backup that it was restored from was made 42 minutes after the disruption. It may hold the damage.",
        "So whether its target of 1 hour for the age of the data was met is not known.",
        "- The backup that shop was restored from was made 42 minutes after the disruption: it may hold the damage, "
          + "so somebody should look through the restored data.",
        "| met | made 42m 00s after the disruption | 1h | unknown |", "| Targets met | **1 of 2** | 1 unknown |",
        "shop: restored from a backup made 42m 00s after the disruption, objective 1h: unknown",
        "The age of the data of shop: the backup was made after the disruption.",
        "below zero, so it was made after the disruption",
        "the backup that shop was restored from was made 42m 00s after the disruption: it may hold the damage",
      ], in: text)
    #expect(!text.contains("within its target of 1 hour") && !text.contains("older than the disruption"))
    let page = Page(try Self.text(story, .html))
    #expect(page.problem == nil && page.text.contains("made 42m 00s after the disruption"))
    let closing = ClosingText.text(for: story.summary, reportPath: nil, journalHead: nil, width: 80)
    #expect(closing.contains("data from 42m 00s AFTER the disruption, target 1h: UNKNOWN"), "\(closing)")
  }

  @Test func `a drill's is told by what the drill assumes`() throws {
    let text = try Self.text(DataStory.story(.drill, point: -300), .markdown)
    Self.expect(
      [
        "The backup that it was restored from was made 5 minutes after the assumed disruption. "
          + "In an emergency there may be no such backup, or it may hold the damage.",
        "- The backup that shop was restored from was made 5 minutes after the disruption that the drill assumes: "
          + "in an emergency there may be none, or it may hold the damage.",
      ], in: text)
  }

  @Test func `without a target nothing is said of one`() throws {
    let story = try DataStory.story(.incident, point: -480, rpo: nil)
    let text = try Self.text(story, .markdown)
    #expect(
      text.contains("made 42m 00s after the disruption | – |") && !text.contains("for the age of the data was met"))
    let closing = ClosingText.text(for: story.summary, reportPath: nil, journalHead: nil, width: 80)
    #expect(closing.contains("data from 42m 00s AFTER the disruption\n"), "\(closing)")
  }

  @Test func `programs get the exact age, below zero, and no target that was met`() throws {
    let story = try DataStory.story(.incident, point: -480)
    let json = try Self.text(story, .json)
    Self.expect(["\"rpa\" : \"-42m\"", "\"rpoJudgement\" : \"unknown\"", "\"number\" : \"-2520.000000000\""], in: json)
    let rows = try #require(CSVTests.read(try Self.text(story, .services)))
    let row = Dictionary(zip(rows[0], rows[1])) { first, _ in first }
    #expect((row["rpa_seconds"], row["rpo_judgement"]) == ("-2520", "unknown"))
    #expect((row["recovery_point_source"], row["accepted_source"]) == ("measured", "measured"))
    let junit = try Self.text(story, .junit)
    #expect(
      junit.contains(
        "<skipped message=\"the backup was made 42m 00s after the disruption, so that its age can&#39;t be judged\"/>"),
      "\(junit)")
    #expect(junit.contains("<property name=\"seconds\" value=\"-2520\"/>"))
  }

  @Test func `a service that was accepted and never verified met its target nowhere`() throws {
    let story = try DataStory.story(.drill, point: -1_200, check: .failed)
    let text = try Self.text(story, .markdown)
    Self.expect(
      [
        "Its target of 2 hours was not met: no check shows that it works.",
        "No check shows that shop works; it was only accepted.",
        "The recovery time of shop: no check showed that it works.",
        "30m 05s, not verified, target 2h",
      ], in: text + (Page(try Self.text(story, .html)).text))
    #expect(!text.contains("| met |") && !text.contains("target 2h met"), "\(text)")
    let closing = ClosingText.text(for: story.summary, reportPath: nil, journalHead: nil, width: 80)
    #expect(closing.contains("accepted, not verified, after 30m 05s, target 2h\n"), "\(closing)")
    for news in [News.recovered("shop"), .finished] {
      let body = UpdateText([news], of: story.state, at: story.state.moment(of: Story.stamp(1_400))).body
      #expect(body.contains("o check shows that it works") && !body.contains("was met"), "\(body)")
      #expect(!body.contains(", met"))
    }
  }

  @Test func `a period counts such backups, and the oldest data are those of the others`() {
    func words(_ ages: Duration...) -> PeriodServiceWords {
      let runs = ages.enumerated().map { day, age in
        var drill = Periods.drill("2026-10-1\(day)", 20, verdict: .passedWithConditions, rpa: age)
        if age < .zero { drill.rpoJudgement = .unknown }
        return drill
      }
      return PeriodServiceWords(service: Periods.service("shop", runs: runs), document: Periods.quarter)
    }
    let one = words(.seconds(-2_520), .seconds(60))
    #expect((one.dataAge, one.dataTone, one.dataWords) == ("1m 00s", "warn", "1 backup was made after the disruption"))
    let two = words(.seconds(-2_520), .seconds(-60))
    #expect((two.dataAge, two.dataWords) == ("–", "2 backups were made after the disruption"))
    let bad = words(.seconds(-2_520), .seconds(7_200))
    #expect((bad.dataAge, bad.dataTone) == ("2h 00m", "bad"))
    #expect(bad.dataWords == "missed; 1 backup was made after the disruption")
  }

  @Test func `data that a person speaks of are that person's word everywhere`() throws {
    let story = try DataStory.story(.incident, point: -6_000, byHand: true, said: [(.dataFrom, -6_300)])
    let text = try Self.text(story, .markdown)
    Self.expect(
      [
        "What was restored is 55 minutes older than the disruption. ruth said so; nothing measured it. "
          + "That is within its target of 1 hour.",
        "- How old the restored data of shop are is what ruth said; nothing measured it.",
        "| 55m 00s, as somebody said | 1h | met |",
        "shop: age of the data 55m 00s, as somebody said, objective 1h: met",
        "Data of shop are from", "said by ruth (ruth)", "less what somebody said of the data: line 14",
      ], in: text)
    let rows = try #require(CSVTests.read(try Self.text(story, .services)))
    #expect(rows[1].suffix(2) == ["said", "measured"])
    #expect(try Self.text(story, .junit).contains("<property name=\"source\" value=\"said\"/>"))
    let closing = ClosingText.text(for: story.summary, reportPath: nil, journalHead: nil, width: 80)
    #expect(closing.contains("data 55m 00s old, as somebody said, target 1h: met"), "\(closing)")
  }

  @Test(arguments: [(300.0, false), (2_000, true)])
  func `an acceptance that was said beside one that was measured is named with both times`(
    said: Double, counts: Bool
  ) throws {
    let story = try DataStory.story(.incident, point: -6_000, said: [(.accepted, said)])
    let text = try Self.text(story, .markdown)
    let (earlier, later) = ("2026-11-21 04:05:00 +01:00", "2026-11-21 04:20:05 +01:00")
    let sentence =
      counts
      ? "- ruth said that shop was accepted 13 minutes 15 seconds later than its step measured. What was said counts."
      : "- ruth said that shop was accepted 15 minutes 5 seconds earlier than its step measured. What was measured counts."
    Self.expect(
      [
        sentence, counts ? "said by ruth (ruth); measured was \(later)" : "measured; ruth (ruth) said \(earlier)",
        "another time was said than measured: acceptance of shop: said 2026-11-21T04:",
        counts ? "; what was said counts" : "; what was measured counts",
        counts
          ? "When it was accepted is what ruth said." : "shop was accepted 1 hour 10 minutes after the disruption.",
        counts ? "1h 23m, as somebody said" : "| 1h 10m |",
      ], in: text)
    let rows = try #require(CSVTests.read(try Self.text(story, .services)))
    #expect(rows[1].last == (counts ? "said" : "measured"))
  }
}
