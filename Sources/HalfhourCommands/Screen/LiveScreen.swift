internal import Dispatch
internal import Foundation
internal import RunCore
internal import Synchronization

/// The live view of a run: a thread of its own draws, so that a slow terminal never holds up a recovery.
final class LiveScreen: Screen {
  let terminal: Terminal
  let look: TerminalLook
  let clock = SystemClock()
  let model: Mutex<Model>
  let ended = DispatchSemaphore(value: 0)

  init(
    state: RunState, viewer: ScreenPicture.Viewer, terminal: Terminal, look: TerminalLook
  ) {
    self.terminal = terminal
    self.look = look
    model = Mutex(Model(state: state, viewer: viewer))
  }

  /// Lets a person answer here, where there is a keyboard; before `begin`.
  func takeAnswers(_ post: AnswerPost) {
    guard terminal.hasKeyboard else { return }
    model.withLock { $0.takeAnswers(post) }
  }

  var takesAnswers: Bool { model.withLock { $0.dialog != nil } }

  func begin() {
    model.withLock { $0.phase = .drawing }
    Thread.detachNewThread { [self] in draw() }
  }

  func end() {
    let wasDrawing = model.withLock { model in
      defer { model.phase = .ending }
      return model.phase == .drawing
    }
    guard wasDrawing else { return }
    // A terminal that takes nothing more keeps its last picture; its settings can be restored all the same.
    if ended.wait(timeout: .now() + 1) == .timedOut { terminal.giveKeyboardBack() }
  }

  func note(_ entries: [JournalEntry], state: borrowing RunState) {
    model.withLock { model in
      for entry in entries {
        do {
          try model.state.apply(entry)
        } catch {
          // The view joined in late; the driver's state is right.
          model.state = copy state
        }
        if let line = EventText.dated(entry, state: model.state) { model.keep(line) }
      }
      model.isStale = true
    }
  }

  func bookkeepingFails(_ reason: String) {
    model.withLock { model in
      model.warning = reason
      model.isStale = true
      model.keep("WARNING: the record of this run can't be written: \(reason)")
    }
  }

  func ignores(_ answer: PromptAnswer, because objection: String) {
    let words = AnswerWords.ignored(answer, because: objection)
    model.withLock { $0.keep("WARNING: \(words)") }
    withDialog { dialog, now in
      if case .sent(answer, _) = dialog.stage {
        dialog.refused(words, now: now.uptime)
      } else {
        dialog.tell(words, now.uptime, isProblem: true)
      }
    }
  }

  /// Shows a run as another process drives it, or nobody.
  func show(_ state: RunState, isDriven: Bool) {
    model.withLock { model in
      model.state = state
      model.viewer = .watcher(isDriven: isDriven)
      model.isStale = true
    }
  }

  /// Whether somebody who only looks on has had enough: `q` or Ctrl-C, which doesn't interrupt there.
  var isLeft: Bool { model.withLock { $0.isLeft } }

  func askWhetherToStop(_ answer: @escaping @Sendable (StopAnswer) -> Void) {
    if model.withLock({ $0.isPaused }) { return answer(.goOn) }
    let asks = model.withLock { model in
      guard terminal.hasKeyboard, model.phase == .drawing else { return false }
      model.question = StopQuestion(asked: clock.now().uptime, answer: answer)
      model.isStale = true
      return true
    }
    if !asks { answer(.stop) }
  }
}
