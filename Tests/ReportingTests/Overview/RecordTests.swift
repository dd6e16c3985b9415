import Foundation
import Reporting
import RunCore
import RunbookModel
import Testing

struct RecordTests {
  private func record(_ summary: RunSummary) throws -> String {
    let mark = JournalMark(head: Story.head, endHead: String(Story.head.reversed()), lines: 812)
    let document = ReportDocument(summary: summary, journal: mark)
    let text = String(decoding: try RunReport.render(document, as: .markdown), as: UTF8.self)
    return String(text.suffix(from: try #require(text.range(of: "## For the record")).lowerBound))
  }

  @Test func `the record has what an exercise record is asked for`() throws {
    let text = try record(ManagerStory.incident())
    for line in [
      "| Kind | Incident, critical: a recovery in earnest. |",
      "| Purpose | not stated in the runbook |",
      "| Scenario | Water in the server room at night; none of the machines there starts. |",
      "| Not part of it | the runbook names nothing |",
      "| Left out of this run | Start the read replica (left out by a person or by silence); Destroy the drill's server (by the plan) |",
      "| Begun | 2026-11-21 04:00:00 +01:00 |", "| Ended | 2026-11-21 04:47:00 +01:00 |",
      "| Time zone | local time, UTC +01:00 |", "| Outcome | Recovered, target missed |",
      "database: recovery time 46m 16s, objective 30m: missed; database: age of the data 44m 00s, objective 1h: met",
      "1: The switch under the desk is not labelled (moderate, open; owner: matthew; until: 2026-12-01)",
      "3: Two people have the key of the server room; accepted by ruth (ruth), 2026-11-21 04:49:10 +01:00: "
        + "It is cheap to live with.",
      "The backup's password is known to one person; accepted since the run 20260820-090000-shop",
      "| Planned | nobody by name |", "| Present | matthew |", "| Lines of the journal | 812 |",
      "| End of the journal (SHA-256) | \(Story.head) |",
      "| Journal line that ended the run (SHA-256) | \(String(Story.head.reversed())) |",
    ] {
      #expect(text.contains(line), "\(line)")
    }
  }

  @Test func `exclusions and people of the plan stand in the record`() throws {
    let text = try record(PeopleStory.summary())
    #expect(text.contains("| Not part of it | The name service; The certificate:"))
    #expect(text.contains("| Planned | ruth (sales); anna (sales) |"))
    #expect(text.contains("| Left before the end | Jo of the tills |"))
    #expect(text.contains("| Reasons, word for word | shop.load was changed during the run; "))
  }

  @Test func `a clock that was set between winter and summer gives both offsets`() throws {
    var summary = try Stories.passed()
    summary.clocks.ended?.wall.offset = 7_200
    #expect(try record(summary).contains("| Time zone | local time, UTC +01:00, +02:00 |"))
  }

  @Test(arguments: Stories.names) func `no field of the record is longer than somebody reads`(story: String) throws {
    let lines = try record(Stories.named(story)).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count < 30_000 })
    #expect(lines.contains { $0.hasPrefix("| Kind | ") })
  }
}
