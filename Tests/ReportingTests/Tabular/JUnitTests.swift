import RunCore
import RunbookModel
import Testing

@testable import Reporting

struct JUnitTests {
  private static func cases(_ page: Page) -> [[String: String]] {
    page.elements.filter { $0.name == "testcase" }.map(\.attributes)
  }

  @Test(arguments: Stories.names) func `every report is XML, and its counts are right`(story: String) throws {
    let summary = try Stories.named(story)
    let page = Page(try Story.report(summary, as: .junit))
    #expect(page.problem == nil)
    let checks = summary.steps.count { $0.isCheck && $0.proof == nil }
    #expect(Self.cases(page).count { $0["classname"]?.hasSuffix(".run") != true } == checks)
    let whole = try #require(page.elements.first { $0.name == "testsuites" }?.attributes)
    #expect(whole["tests"] == "\(page.count("testcase"))")
    for (name, element) in [("failures", "failure"), ("errors", "error"), ("skipped", "skipped")] {
      #expect(whole[name] == "\(page.count(element))")
      let suites = page.elements.filter { $0.name == "testsuite" }.compactMap { Int($0.attributes[name] ?? "") }
      #expect(suites.reduce(0, +) == page.count(element))
    }
  }

  @Test(arguments: ["incident", "failed"]) func `a report reads as somebody found it good`(story: String) throws {
    try Golden.expect(try Story.report(Stories.named(story), as: .junit), named: "\(story).junit.xml")
  }

  private static func result(_ change: (inout StepSummary) -> Void) throws -> JUnitCase.Result {
    var step = try #require(try Stories.passed().steps.first { $0.isCheck && $0.phase == .verify })
    change(&step)
    return JUnitCase(step, seen: nil, isOver: true).result
  }

  @Test func `a check that did not hold is told from one that could not run`() throws {
    guard
      case .failure = try Self.result({
        $0.status = .failed; $0.attempts[0].result = .failed; $0.exit = 1
      })
    else {
      Issue.record("it ran, and did not hold")
      return
    }
    for (result, exit) in [(AttemptResult.failed, 127), (.timedOut, nil), (.unknown, nil), (.neverStarted, nil)] {
      guard
        case .error = try Self.result({
          $0.status = .failed; $0.attempts[0].result = result; $0.exit = exit
        })
      else {
        Issue.record("\(result)")
        return
      }
    }
  }

  @Test(arguments: [StepSummary.Status.byHand, .skipped, .excluded, .alreadyDone, .notReached, .cancelled])
  func `what nobody checked has not passed`(status: StepSummary.Status) throws {
    if case .passed = try Self.result({ $0.status = status }) { Issue.record("\(status) counts as passed") }
  }

  @Test func `a run that failed elsewhere than at a check is red all the same`() throws {
    var summary = try Stories.passed()
    summary.verdict = .failed
    let page = Page(try Story.report(summary, as: .junit))
    #expect(page.elements.first?.attributes["failures"] == "1")
  }

  @Test func `what a check showed without data stands beside it`() throws {
    let check = try #require(try Stories.passed().steps.first { $0.isCheck && $0.phase == .verify })
    let proof = try Stories.named("hostile").proof ?? Stories.named("failed").proof
    guard var seen = proof?.checks.first else { return }
    seen.result = .vacuous
    let properties = JUnitCase(check, seen: seen, isOver: true).properties
    #expect(properties.contains { $0.name == "seen-red" && $0.value == "vacuous" })
  }
}
