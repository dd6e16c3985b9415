internal import Foundation
internal import RunCore
internal import RunFolders
internal import RunbookModel
internal import Synchronization

/// What a person types goes to the dialog, and what the dialog wants done is done here.
extension LiveScreen {
  /// Keys of one moment; without any, an escape that stood alone becomes known.
  func take(_ bytes: [UInt8], at now: Stamp) {
    if answerStopQuestion(bytes, at: now.uptime) { return }
    let (actions, leaves) = model.withLock { $0.take(bytes, at: now) }
    if leaves { model.withLock { $0.isLeft = true } }
    actions.forEach { perform($0) }
  }

  /// Whether Ctrl-C's question is on the screen, which comes before all others.
  private func answerStopQuestion(_ bytes: [UInt8], at now: Uptime) -> Bool {
    let (isAsked, answer) = model.withLock { model -> (Bool, (StopQuestion, StopAnswer)?) in
      guard let question = model.question else { return (false, nil) }
      guard let answer = question.answer(to: bytes, at: now) else { return (true, nil) }
      model.question = nil
      model.isStale = true
      return (true, (question, answer))
    }
    if let (question, answer) = answer { question.answer(answer) }
    return isAsked
  }

  private func perform(_ action: AnswerAction) {
    guard let post = model.withLock({ $0.post }) else { return }
    let state = model.withLock { $0.state }
    switch action {
    case .put(let answer):
      // Secrets in what was typed are looked for first, which may take seconds.
      Task { self.hear(await post.put(answer, state), of: answer, by: post, state) }
    case .stamp(let stamp): hear(post.stamp(stamp), of: nil, by: post, state)
    case .attach(let path, let field, _): Task { self.attach(path, field, by: post, state) }
    case .readLog(let step): read(step, by: post)
    case .edit(let step): model.withLock { $0.editing = step }
    case .changeInput(let text, let step): changeInput(text, step, by: post, state)
    }
  }

  /// A notice stays until the next key or for a while.
  private func hear(_ receipt: AnswerPost.Receipt, of answer: PromptAnswer?, by post: AnswerPost, _ state: RunState) {
    withDialog { dialog, now in
      switch receipt {
      case .taken(let words): if let words { dialog.tell(words, now.uptime) }
      case .refused(let problem): dialog.refused(problem, now: now.uptime)
      }
    }
    if case .refused = receipt, let answer { post.discard(answer.evidence, state) }
  }

  private func attach(_ path: String, _ field: String, by post: AnswerPost, _ state: RunState) {
    let result: Result<Evidence, CommandFailure>
    do throws(CommandFailure) {
      result = .success(try post.attach(path, field: field, state))
    } catch {
      result = .failure(error)
    }
    switch result {
    case .success(let evidence):
      goOn { $0.attached(evidence, $1, now: $2) }
      if let warning = post.warning(of: [evidence], state) {
        model.withLock { $0.keep("WARNING: \(warning)") }
        withDialog { $0.tell(warning, $1.uptime, isProblem: true) }
      }
    case .failure(let failure): withDialog { $0.refused(failure.message, now: $1.uptime) }
    }
  }

  private func read(_ step: StepID, by post: AnswerPost) {
    do {
      let lines = try post.log(of: step)
      withDialog { $0.read(lines, now: $1.uptime) }
    } catch {
      withDialog { $0.refused(error.message, now: $1.uptime) }
    }
  }

  func withDialog(_ change: (inout AnswerDialog, Stamp) -> Void) {
    let now = clock.now()
    model.withLock { model in
      guard var dialog = model.dialog else { return }
      change(&dialog, now)
      model.dialog = dialog
      model.isStale = true
    }
  }

  /// What an action came to may make an answer whole.
  func goOn(_ change: (inout AnswerDialog, RunState, Stamp) -> [AnswerAction]) {
    let now = clock.now()
    let actions = model.withLock { model -> [AnswerAction] in
      guard var dialog = model.dialog else { return [] }
      let actions = change(&dialog, model.state, now)
      model.dialog = dialog
      model.isStale = true
      return actions
    }
    actions.forEach { perform($0) }
  }
}
