internal import RunCore
internal import RunbookModel

/// What the dialog wants done; its results come back to it.
enum AnswerAction: Hashable, Sendable {
  case put(PromptAnswer)
  case stamp(ClockStamp)
  /// An editor opens on the step's text.
  case edit(StepID)
  /// `name=value`, as typed.
  case changeInput(String, StepID)
  case attach(path: String, field: String, prompt: Int)
  case readLog(StepID)
}
