import Reporting
import Testing

@testable import HalfhourCommands

struct ReportKindTests {
  @Test(
    arguments: [
      ("r.md", .own(.markdown)), ("r.markdown", .own(.markdown)), ("a/b.html", .own(.html)), ("R.HTM", .own(.html)),
      ("r.pdf", .pdf), ("r.json", .own(.json)), ("r.csv", .own(.steps)), ("r.steps.csv", .own(.steps)),
      ("r.services.csv", .own(.services)), ("services.csv", .own(.services)), ("2026-services.csv", .own(.services)),
      ("r.xml", .own(.junit)), ("junit.xml", .own(.junit)), ("r.txt", nil), ("report", nil), ("pdf", nil), ("", nil),
      ("a.html/report", nil),
    ] as [(String, ReportKind?)])
  func `a file's ending says what it is to hold`(file: String, kind: ReportKind?) {
    #expect(ReportKind(file: file) == kind)
  }

  @Test func `every word that help names is a format`() {
    for word in ReportKind.allValueStrings { #expect(ReportKind(argument: word) != nil, "\(word)") }
    #expect(ReportKind(argument: "csv") == .own(.steps))
    #expect(ReportKind(argument: "HTML") == nil)
  }
}
