internal import RunCore
internal import RunbookModel

/// Changes of the plan that a person makes on a screen.
extension AnswerPost {
  enum Change: Sendable {
    case changed(PlanChange)
    case unchanged
    case refused(String)
  }

  /// Opens the person's editor on the step's text, on the terminal, until the text can be used or is left alone.
  func edit(_ step: StepID, _ state: RunState) async -> Change {
    do {
      let editor = StepEditor(folder: folder, state: state)
      guard let change = try await EditorSession(folder: folder).change(of: step, with: editor) else {
        return .unchanged
      }
      return .changed(.step(change))
    } catch {
      return .refused("\(error)")
    }
  }

  /// What `name=value` means for the runbook of a step.
  func changeInput(_ text: String, of step: StepID, _ state: RunState) async -> Change {
    do throws(CommandFailure) {
      let editor = StepEditor(folder: folder, state: state)
      try await editor.refuseSecret(in: text)
      return .changed(.input(try editor.inputChange(text, for: step)))
    } catch {
      return .refused(error.message)
    }
  }
}
