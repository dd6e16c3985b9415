package import RecoveryPlanning
package import RunbookModel

/// A change to the plan during a run: who, why, the difference (DESIGN.md section 3, item 11).
package struct Amendment: Hashable, Sendable, Decodable {
  package var change: PlanChange
  package var by: Operator
  package var reason: String?

  package init(change: PlanChange, by: Operator, reason: String? = nil) {
    self.change = change
    self.by = by
    self.reason = reason
  }
}

/// What is other than planned.
package enum PlanChange: Hashable, Sendable {
  case step(StepChange)
  case input(InputChange)
  /// The phases from provision up to this one, which is not among them, are left out.
  case startsFrom(Phase)
}

/// A step as it is from here on; its id, its phase, its needs and the names of its outputs stay what they were.
package struct StepChange: Hashable, Sendable, Decodable {
  /// The step in the plan, whole.
  package var step: PlannedStep
  /// Its text in the runbook, before and after, without the indentation that its lines share.
  package var before: String
  package var after: String
  /// A unified diff of both.
  package var difference: String

  package init(step: PlannedStep, before: String, after: String, difference: String) {
    self.step = step
    self.before = before
    self.after = after
    self.difference = difference
  }
}

/// An input of a runbook that has another value from here on, for every step that has not ended.
package struct InputChange: Hashable, Sendable, Decodable {
  package var runbook: RunbookName
  package var input: InputName
  package var before: String
  package var after: String

  package init(runbook: RunbookName, input: InputName, before: String, after: String) {
    self.runbook = runbook
    self.input = input
    self.before = before
    self.after = after
  }
}

/// A run that was over is taken up again, on somebody's request.
package struct Reopening: Hashable, Sendable, Decodable {
  package enum Purpose: String, Sendable, Decodable {
    /// Whatever of cleanup did not succeed is tried again.
    case cleanup
    /// Steps that passed and say how are taken back, the latest first.
    case undo
  }

  package var purpose: Purpose
  package var by: Operator
  package var reason: String?

  package init(purpose: Purpose, by: Operator, reason: String? = nil) {
    self.purpose = purpose
    self.by = by
    self.reason = reason
  }
}
