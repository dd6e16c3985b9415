import HistoryIndex
import RunCore
import RunFolders
import RunbookModel
import Testing

@testable import HalfhourCommands

struct NoteTests {
  @Test(
    arguments: [
      ("ruth", "ruth", []), ("ruth:sales", "ruth", ["sales"]), ("ruth: sales, network", "ruth", ["sales", "network"]),
      ("Anna of the bank", "Anna of the bank", []),
    ] as [(String, String, [RoleName])])
  func `a person is named with roles or without`(text: String, person: String, roles: [RoleName]) throws {
    let mention = try PersonMention(text, option: "--present")
    #expect((mention.person, mention.roles) == (person, roles))
  }

  @Test(arguments: ["", ":sales", "ruth:", "ruth:sales,,network", "  "])
  func `a person without a name or with an empty role is refused`(text: String) {
    #expect(throws: CommandFailure.self) { try PersonMention(text, option: "--present") }
  }

  private func finding(
    _ number: Int, _ severity: Severity, due: String? = nil, noted: String = "2026-11-01T00:00Z"
  ) throws -> OpenFinding {
    let note = Note(
      number: number, text: "finding \(number)", by: Operator(user: "root"),
      finding: FindingTerms(severity: severity, owner: number == 1 ? "ruth" : nil, due: due))
    let time = try #require(WallTime(noted))
    return OpenFinding(
      site: "Site", runbook: "web", mode: .drill,
      finding: CarriedFinding(run: RunID("run-\(number)"), note: note, status: .open, noted: time))
  }

  @Test func `findings over their date come first, then by date, then the worst`() throws {
    let now = try #require(WallTime("2026-11-21T03:00+01:00"))
    let list = FindingList(
      findings: [
        try finding(1, .trivial), try finding(2, .critical), try finding(3, .moderate, due: "2026-12-24"),
        try finding(4, .moderate, due: "2026-11-20"), try finding(5, .trivial, due: "2026-11-21"),
      ], now: now)
    #expect(list.sorted.map(\.finding.note.number) == [4, 5, 3, 2, 1])
    #expect(list.sorted.map(list.isOverdue) == [true, false, false, false, false], "a day ends with its last hour")
    let lines = list.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "SEVERITY  STATUS  AGE  DUE                 OWNER  RUN    NO  FINDING")
    #expect(lines[1] == "moderate  open    20d  2026-11-20 OVERDUE  -      run-4  4   finding 4")
    #expect(lines[5] == "trivial   open    20d  -                   ruth   run-1  1   finding 1")
    #expect(FindingList(findings: [], now: now).text == "No finding is open.\n")
  }
}
