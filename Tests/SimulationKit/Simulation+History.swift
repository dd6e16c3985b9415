internal import Foundation
internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// What a failure prints: the plan first, then what happened, a line each, with the true time and the session.
extension Simulation {
  func note(_ text: @autoclosure () -> String) {
    guard options.recordsHistory else { return }
    let seconds = String(format: "%9.3fs", Double(clock.truth.nanoseconds) / 1e9)
    history.append("\(seconds) [\(sessions + 1)] \(text())")
  }

  func violate(_ invariant: String, _ problem: String) {
    guard violation == nil else { return }
    note("✘ \(invariant): \(problem)")
    violation = Violation(invariant: invariant, problem: problem)
  }

  func tellPlan() {
    guard options.recordsHistory else { return }
    let limits = "at most \(plan.limits.total) at once, \(plan.limits.perHost) a host"
    history.append("the plan, \(plan.mode == .drill ? "a drill" : "an incident"), \(limits):")
    for planned in plan.steps { history.append("  \(planned.words)") }
    history.append("what happened:")
  }
}

extension PlannedStep {
  /// A step on one line, as far as the core cares.
  fileprivate var words: String {
    var words = ["\(id) \(step.phase.rawValue) \(step.kind.word.rawValue)"]
    if let host = step.on { words.append("on \(host)\(destination.map { " at \($0)" } ?? "")") }
    if let provided = step.provides { words.append("gives \(provided.host) its address") }
    if !step.with.isEmpty { words.append("with " + step.with.map(\.value.text).joined(separator: " ")) }
    if !needs.isEmpty {
      words.append("needs " + needs.map { "\($0.step)\($0.usesOutputs ? " (outputs)" : "")" }.joined(separator: " "))
    }
    if let proof { words.append("\(proof)") }
    if excluded != nil { words.append("excluded") }
    if step.isGate { words.append("gate") }
    if let condition = step.condition { words.append("if \(condition.text)") }
    if step.skipIf != nil { words.append("skip_if") }
    words.append(step.mayRunAgain ? "may run again" : "once only")
    if let retry = step.retry { words.append("\(retry.attempts) tries\(retry.reset == nil ? "" : " with reset")") }
    if step.polling != nil { words.append("polls") }
    if let failure = step.onFailure { words.append("on_failure \(failure.rawValue)") }
    if step.onUnknown != .ask { words.append("on_unknown \(step.onUnknown.rawValue)") }
    return words.joined(separator: ", ")
  }
}
