import RunCore
import RunbookModel
import Testing

@testable import HistoryIndex

/// What the index knows of a run that may be deleted.
struct HoldTests {
  private static let person = Operator(user: "root", attested: "ruth", attestation: .option)

  private static func finding(_ number: Int) -> Entry {
    .noted(Note(number: number, text: "no vault", by: person, finding: FindingTerms(severity: .severe)))
  }

  private static func say(_ status: FindingStatus, of number: Int) -> Entry {
    .findingChanged(FindingChange(finding: number, status: status, by: person))
  }

  @Test func `whether a run is over, who signed it off last, and which findings are open`() throws {
    let index = try HistoryIndex.inMemory()
    try index.record(try Summaries.run(1), journalHead: "1")
    try index.record(try Summaries.run(2, verdict: nil), journalHead: "2")
    try index.record(
      try Summaries.run(
        3,
        after: [
          Self.finding(1), Self.finding(2), Self.finding(3), Self.say(.closed, of: 2), Self.say(.accepted, of: 3),
        ]
      ), journalHead: "3")
    let head = String(repeating: "a", count: 64)
    let (root, ruth) = (Operator(user: "root"), Self.person)
    try index.record(
      try Summaries.run(
        4,
        after: [
          .signedOff(SignOff(role: .prepared, by: root, head: head)),
          .signedOff(SignOff(role: .reviewed, by: ruth, head: head)),
        ]), journalHead: "4")
    let holds = try index.holds()
    func hold(_ head: String, isOver: Bool = true, by: String? = nil, open: Int = 0) -> RunHold {
      RunHold(journalHead: head, isOver: isOver, signedOffBy: by, openFindings: open)
    }
    #expect(holds[Summaries.id(1)] == hold("1"))
    #expect(holds[Summaries.id(2)] == hold("2", isOver: false))
    #expect(holds[Summaries.id(3)] == hold("3", open: 2), "an accepted risk is one with which somebody lives")
    #expect(holds[Summaries.id(4)] == hold("4", by: "ruth (root)"))
  }
}
