internal import RunCore
internal import RunbookModel

/// Changes of the plan that a person makes on a screen.
extension AnswerPost {
  enum Change: Sendable {
    case changed(PlanChange)
    case unchanged
    case refused(String)
  }

  /// Whether steps can be changed from here.
  var amends: Bool { false }

  /// Opens the person's editor on the step's text, on the terminal, until the text can be used or is left alone.
  func edit(_ step: StepID, _ state: RunState) async -> Change { .refused("a step can't be edited here") }

  /// What `name=value` means for the runbook of a step.
  func changeInput(_ text: String, of step: StepID, _ state: RunState) -> Change {
    .refused("an input can't be changed here")
  }
}
