internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// Finds the question that a person means.
struct QuestionFinder {
  let state: RunState

  /// By the step that asks, or its own name where one runbook has it, or by its number.
  ///
  /// Of a step that asks nothing any more it is the last question, so that who comes late is told what was said.
  func record(_ name: String) throws(CommandFailure) -> PromptRecord {
    let named = state.prompts.filter { $0.prompt.step.description == name || $0.prompt.step.step.text == name }
    let open = named.filter(\.isOpen)
    let steps = Set((open.isEmpty ? named : open).map(\.prompt.step))
    if steps.count > 1 {
      throw CommandFailure("\(name) could be \(steps.sorted().map(\.description).joined(separator: ", "))")
    }
    if let found = open.last ?? named.last { return found }
    if let number = Int(name), let found = state.prompts.first(where: { $0.prompt.number == number }) { return found }
    throw CommandFailure(nothing(name))
  }

  private func nothing(_ name: String) -> String {
    let open = state.openPrompts.map { "\($0.step)" }
    let isStep = state.plan.steps.contains { $0.id.description == name || $0.id.step.text == name }
    let what = isStep ? "\(name) has asked nothing" : "the run has no step and no question \(name)"
    return open.isEmpty
      ? "\(what), and no question is open" : "\(what). What waits for an answer: \(open.joined(separator: ", "))"
  }
}
