/// A step as an expression names it: `load`, or `database.load` from another runbook.
package struct StepReference: Hashable, Sendable, Codable {
  /// Nil for the runbook in which the expression stands.
  package var runbook: String?
  package var step: String

  package init(runbook: String? = nil, step: String) {
    self.runbook = runbook
    self.step = step
  }
}

extension StepReference: CustomStringConvertible {
  package var description: String { runbook.map { "\($0).\(step)" } ?? step }
}
