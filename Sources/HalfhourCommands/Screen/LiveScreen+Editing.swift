internal import Foundation
internal import RunCore
internal import RunbookModel
internal import Synchronization

/// Leaves the terminal to an editor, and takes it back; the run goes on meanwhile.
extension LiveScreen {
  /// Does nothing unless a step is to be edited; false once the terminal has gone away.
  func edit(_ painter: inout ScreenPainter) -> Bool {
    let (step, post, state) = model.withLock { model -> (StepID?, AnswerPost?, RunState) in
      defer { model.editing = nil }
      model.isPaused = model.editing != nil
      return (model.editing, model.post, model.state)
    }
    guard let step, let post else { return true }
    _ = terminal.write(painter.pause())
    terminal.giveKeyboardBack()
    let work = Task {
      let result = await post.edit(step, state)
      model.withLock { $0.isPaused = false }
      hear(result, of: step)
    }
    waitForEditor(work)
    terminal.takeKeyboard(interrupts: model.withLock { $0.interrupts })
    return terminal.write(painter.goOn()) != .gone
  }

  /// A run that is over meanwhile closes the editor; the question that it was for is gone, too.
  private func waitForEditor(_ work: Task<Void, Never>) {
    while model.withLock({ $0.isPaused }) {
      if model.withLock({ $0.phase != .drawing }) { work.cancel() }
      Thread.sleep(forTimeInterval: Self.tick)
    }
  }

  func changeInput(_ text: String, _ step: StepID, by post: AnswerPost, _ state: RunState) {
    Task { hear(await post.changeInput(text, of: step, state), of: step) }
  }

  private func hear(_ change: AnswerPost.Change, of step: StepID) {
    switch change {
    case .changed(let change): goOn { $0.changed(change, step: step, $1, now: $2) }
    case .unchanged: withDialog { $0.tell("\(step) is as it was", $1.uptime) }
    case .refused(let problem): withDialog { $0.refused(problem, now: $1.uptime) }
    }
  }
}
