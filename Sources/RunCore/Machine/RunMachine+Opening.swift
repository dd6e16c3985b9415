internal import RecoveryPlanning
internal import RunbookModel

extension RunMachine {
  /// Takes up a run: finds out what became of the attempts that an earlier session left behind.
  mutating func open(_ session: SessionOpening) {
    if state.opening == nil { record(.runOpened(opening)) }
    record(.sessionOpened(session))
    if state.bookkeepingLost { record(.bookkeepingRestored) }
    for index in state.plan.steps.indices {
      takeUp(index)
      guard case .running(let attempt) = state.steps[index].state,
        state.plan.steps[index].step.kind.word != .wait, !state.isUnasked(index)
      else { continue }
      recovered.insert(attempt)
      let boot = state.steps[index].attempts.last?.boot ?? ""
      var request = request(for: attempt, index)
      request.jobFolders = state.steps[index].attempts.last?.jobFolders
      hold(.recoverAttempt(request, boot: boot))
    }
    recoverAdHoc()
    for prompt in state.openPrompts {
      watch(prompt)
      hold(.ask(prompt))
    }
    promptWhatWasNotAsked()
    drawConsequences()
  }

  /// A session may have ended between an entry and what follows from it.
  private mutating func drawConsequences() {
    for index in state.plan.steps.indices {
      stopIfFatal(index)
      if state.stop == nil, let word = state.steps[index].words.last, word.choice == .stop, state.isRecent(word) {
        stop(on: word)
      }
      if mustEnd(index) { cancelIfRunning(index) }
    }
    guard opening.mode == .drill, state.stop == nil, !state.isReopened, let reason = state.lostBookkeeping else {
      return
    }
    stop(StopRequest(cause: .bookkeeping, reason: reason, cancelsRunning: true))
  }

  private mutating func takeUp(_ index: Int) {
    switch state.steps[index].state {
    case .running, .backingOff, .asking:
      active.insert(index)
      countPlaces(index)
    case .waiting, .finished: makeReadyIfFree(index)
    }
  }

  /// A session may have ended between a failure, or the start of a step that asks, and the question.
  private mutating func promptWhatWasNotAsked() {
    let asked = Set(state.openPrompts.map(\.step))
    for index in active.sorted() {
      if case .running(let attempt) = state.steps[index].state, state.isUnasked(index) {
        askAnew(index, attempt)
      } else if state.steps[index].state == .asking, !asked.contains(state.plan.steps[index].id) {
        prompt(index)
      }
    }
  }
}
