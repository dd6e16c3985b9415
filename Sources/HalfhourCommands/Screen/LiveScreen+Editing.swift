internal import RunCore
internal import RunbookModel
internal import Synchronization

extension LiveScreen {
  func edit(_ painter: inout ScreenPainter) {
    model.withLock { $0.editing = nil }
  }

  func changeInput(_ text: String, _ step: StepID, by post: AnswerPost, _ state: RunState) {}
}
