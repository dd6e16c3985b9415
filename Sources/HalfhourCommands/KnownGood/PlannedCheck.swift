internal import KnownGood
internal import RecoveryPlanning
internal import RunbookLoading
internal import RunbookModel

/// A check with what must be known to find and compare its known-good answer.
struct PlannedCheck {
  let step: PlannedStep
  let expectation: KnownGoodExpectation
  let siteFolder: String

  var runbook: RunbookName { step.id.runbook }
  var service: ServiceName? { step.service }

  init?(_ step: PlannedStep, siteFolder: String) {
    guard let expectation = step.step.hasExpectation ? step.step.expect?.knownGood : nil else { return nil }
    self.step = step
    self.expectation = expectation
    self.siteFolder = siteFolder
  }

  /// What differs between two answers, by the rules of the check; nil where nothing does.
  func difference(recorded: KnownGoodFile, observed: KnownGoodFile) -> String? {
    guard recorded.kind == observed.kind else {
      return "the recorded answer is of `\(recorded.kind.rawValue)`, the other of `\(observed.kind.rawValue)`"
    }
    guard let rules = KnownGoodRules.rules(expectation, of: step.step.kindWord).0 else { return "a mask can't be read" }
    do {
      return try KnownGoodComparison(rules).difference(recorded: recorded.answer, observed: observed.answer)
    } catch {
      return "a mask can't be used: \(error)"
    }
  }
}

extension LoadedRunbooks {
  /// Where what the site keeps stands.
  var siteFolder: String { PathText.folder(of: sitePath ?? paths[root.name] ?? ".") }
}
