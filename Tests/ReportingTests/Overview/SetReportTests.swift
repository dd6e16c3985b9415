import Foundation
import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

@testable import Reporting

/// Several services in one run, whose steps have the same titles.
struct SetReportTests {
  private static let names = ["router", "database", "telephony", "price-list", "archive"]

  /// Each service takes a hundred seconds more than the one before it; what fails has no check that passed.
  private func summary(_ count: Int, late: Int = 0, failed: Bool = false) throws -> RunSummary {
    let names = Self.names.prefix(count)
    let services = names.enumerated().map { number, name in
      PlannedService(
        name: ServiceName(name), runbook: RunbookName(name), tier: .routine,
        target: Target(rto: .seconds(number < late ? 60 : 3_600), rpo: nil))
    }
    let runbooks = names.map { PlannedRunbook(name: RunbookName($0), title: $0, path: "\($0).yaml") }
    let steps = names.flatMap { name in
      [
        Story.step("\(name).load", .restore, "Load the newest dump"),
        Story.step("\(name).check", .verify, "All orders of yesterday are there", check: true),
      ]
    }
    var story = Story(Story.plan(runbooks, services, steps))
    try story.open()
    for (number, name) in names.enumerated() {
      try story.run("\(name).load", from: 1, to: Double(number + 1) * 100)
      let isFailed = failed && number == count - 1
      try story.run(
        "\(name).check", from: Double(number + 1) * 100, to: Double(number + 1) * 100 + 1,
        isFailed ? .failed : .passed)
    }
    try story.end(failed ? .failed : late > 0 ? .targetMissed : .passed, at: 600)
    return story.summary
  }

  private func sentences(_ summary: RunSummary) -> [String] {
    ReportWords(summary: summary, look: .standard).sentences
  }

  @Test func `many services are told together`() throws {
    #expect(
      try sentences(summary(5)) == [
        "All 5 services were back within their targets. The slowest was archive, after 8 minutes 21 seconds."
      ])
    #expect(
      try sentences(summary(5, late: 2, failed: true)) == [
        "2 of 5 services were back within their targets. The slowest was price-list, after 6 minutes 41 seconds. "
          + "Targets were missed: router by 41 seconds, database by 2 minutes 21 seconds. "
          + "Not verified to be back: archive."
      ])
    #expect(try sentences(summary(3)).count == 3)
  }

  @Test func `a check that proves nothing is told with its service, and in a run of one without`() throws {
    var summary = try summary(2)
    let proof = """
      {"checks": [
        {"check": "router.check", "title": "All orders of yesterday are there", "result": "vacuous"},
        {"check": "database.check", "title": "All orders of yesterday are there", "result": "vacuous"}],
       "breaks": [], "breaksThere": 0}
      """
    summary.proof = try JSONDecoder().decode(ProofSummary.self, from: Data(proof.utf8))
    let text = try Story.report(summary, as: .markdown)
    for name in ["router", "database"] {
      #expect(text.contains("The check “\(name): All orders of yesterday are there” proves nothing"))
      #expect(text.contains("- The check “\(name): All orders of yesterday are there”: it proved nothing."))
    }
    let one = try ManagerStory.drill()
    #expect(try Story.report(one, as: .markdown).contains("The check “The site's files have the checksums they had”"))
  }

  @Test func `steps of several runbooks bear their runbooks' names on the terminal`() throws {
    func closing(_ summary: RunSummary) -> String {
      ClosingText.text(for: summary, reportPath: nil, journalHead: nil, width: 100)
    }
    #expect(try closing(summary(2)).contains("slowest steps: database.load 3m 19s, router.load 1m 39s"))
    #expect(try closing(summary(1)).contains("slowest steps: load 1m 39s"))
  }
}
