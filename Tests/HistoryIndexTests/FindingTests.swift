import RunCore
import RunbookModel
import Testing

@testable import HistoryIndex

struct FindingTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func summary(_ number: Int, _ words: [Entry]) throws -> RunSummary {
    try Summaries.run(number, after: words)
  }

  private static let person = Operator(user: "root", attested: "matthew", attestation: .option)

  private static func finding(_ number: Int, _ text: String) -> Entry {
    .noted(
      Note(
        number: number, text: text, by: person,
        finding: FindingTerms(severity: .severe, owner: "ruth", due: "2026-12-01")))
  }

  private static func close(_ number: Int) -> Entry {
    .findingChanged(FindingChange(finding: number, status: .closed, by: person))
  }

  @Test func `findings stay with all that was said of them until they are closed`() throws {
    let index = try HistoryIndex.open(scratch.index)
    try index.record(
      try summary(1, [Self.finding(1, "no vault"), Self.finding(2, "no labels"), Self.close(2)]), journalHead: "1")
    try index.record(
      try summary(2, [.noted(Note(number: 1, text: "a mere note", by: Self.person)), Self.finding(2, "no key")]),
      journalHead: "2")
    let open = try index.openFindings()
    #expect(open.map { "\($0.finding.run) \($0.finding.note.number)" } == ["run-1000001 1", "run-1000002 2"])
    let first = try #require(open.first)
    #expect((first.site, first.runbook, first.mode) == ("Site", "book", .drill))
    #expect(
      first.finding.note
        == Note(
          number: 1, text: "no vault", by: Self.person,
          finding: FindingTerms(severity: .severe, owner: "ruth", due: "2026-12-01")))
    #expect(first.finding.status == .open)
    #expect(first.finding.noted.offset == 7_200)
  }

  @Test func `another site's findings are its own`() throws {
    let index = try HistoryIndex.open(scratch.index)
    try index.record(try summary(1, [Self.finding(1, "no vault")]), journalHead: "1")
    #expect(try index.openFindings(site: "Site").count == 1)
    #expect(try index.openFindings(site: "Elsewhere").isEmpty)
  }

  @Test func `a run recorded anew holds its findings as they are now`() throws {
    let index = try HistoryIndex.open(scratch.index)
    try index.record(try summary(1, [Self.finding(1, "no vault")]), journalHead: "1")
    try index.record(try summary(1, [Self.finding(1, "no vault"), Self.close(1)]), journalHead: "2")
    #expect(try index.openFindings().isEmpty)
  }

  @Test func `how long a recovery took from its start is kept`() throws {
    let index = try HistoryIndex.open(scratch.index)
    try index.record(try Summaries.run(1), journalHead: "1")
    #expect(try index.runs(limit: 1).first?.services.first?.took == .seconds(30))
  }

  @Test func `an index of the first version is brought to today's tables, and keeps its runs`() throws {
    try {
      let index = try HistoryIndex.open(scratch.index)
      try index.record(try Summaries.run(1), journalHead: "1")
    }()
    _ = try scratch.query(
      """
      DROP TABLE findings; ALTER TABLE services DROP COLUMN took_ns;
      DELETE FROM grdb_migrations WHERE identifier LIKE '2:%';
      """)
    let index = try HistoryIndex.open(scratch.index)
    #expect(index.notice == nil)
    #expect(try index.runs(limit: 10).map(\.id) == [Summaries.id(1)])
    #expect(try index.runs(limit: 10).first?.services.first?.took == nil)
    try index.record(try summary(2, [Self.finding(1, "no vault")]), journalHead: "2")
    #expect(try index.openFindings().count == 1)
  }
}
