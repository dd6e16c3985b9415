internal import RecoveryPlanning
internal import RunbookModel

extension RunMachine {
  /// Starts what can start, ends what is over, and says what the run waits for.
  mutating func advance() {
    guard state.ending == nil else { return }
    continueDueSteps()
    startReadySteps()
    let isFree = state.runningAdHoc.isEmpty
    let isIdle = nextExpiry == nil && active.allSatisfy { state.steps[$0].state == .asking }
    awaitAnswers(isFree && !active.isEmpty && isIdle)
    if isFree && active.isEmpty && !state.isPausing { end() } else { askToBeWoken() }
  }

  private mutating func continueDueSteps() {
    let time = elapsed
    while let (index, due) = nextDue, due <= time {
      dueTimes.removeFirst()
      switch state.steps[index].state {
      case .backingOff: makeReadyAgain(index)
      case .running(let attempt): finish(attempt, AttemptReport(.succeeded))
      case .waiting, .asking, .finished: break
      }
    }
  }

  private mutating func startReadySteps() {
    refillInTheEnd()
    while let index = takeReady() {
      if case .backingOff(let purpose, _, _) = state.steps[index].state {
        startAttempt(index, purpose)
      } else {
        begin(index)
      }
      // What has just begun may be over already, and may have stopped the run or freed the next cleanup.
      refillInTheEnd()
    }
  }

  /// A step whose delay is over waits for its turn within the limits, like any other.
  private mutating func makeReadyAgain(_ index: Int) {
    if due.insert(index).inserted { makeReady(index) }
  }

  private mutating func takeReady() -> Int? {
    let limits = state.plan.limits
    guard running.count < limits.total else { return nil }
    return ready.take(
      where: { destination in
        guard let destination else { return true }
        return runningAt[destination, default: 0] < limits.perHost
      }, at: { state.destination(of: $0) })
  }

  mutating func makeReady(_ index: Int) {
    ready.insert(index, of: state.plan, at: state.destination(of: index))
  }

  /// Counts the places that jobs take, and notes when the step goes on by itself.
  mutating func countPlaces(_ index: Int) {
    // Where it was started: another step may give its host another address meanwhile.
    let destination = state.steps[index].attempts.last?.destination
    if occupiesSlot(index) {
      guard running.insert(index).inserted, let destination else { return }
      runningAt[destination, default: 0] += 1
    } else {
      if running.remove(index) != nil, let destination { runningAt[destination, default: 0] -= 1 }
      if let due = dueTime(of: index) { dueTimes.insert(index, at: due) }
    }
  }

  /// The step that goes on by itself next, and when.
  var nextDue: (index: Int, time: Duration)? {
    mutating get {
      var times = dueTimes
      dueTimes = DueTimes()
      let next = times.next { index, time in dueTime(of: index) == time }
      dueTimes = times
      return next
    }
  }

  /// Waiting costs nothing, so it takes no place from a job.
  private func occupiesSlot(_ index: Int) -> Bool {
    if case .running = state.steps[index].state { state.plan.steps[index].step.kind.word != .wait } else { false }
  }

  /// What starts in a run that stops, or was taken up again, doesn't follow from needs alone.
  private mutating func refillInTheEnd() {
    if state.stop != nil { return refillForCleanup() }
    guard state.isReopened else { return }
    ready.removeAll()
    for index in due { makeReady(index) }
    for index in state.startableAgain { makeReady(index) }
  }

  /// In a run that stops only cleanup starts, and only once everything else is over.
  private mutating func refillForCleanup() {
    ready.removeAll()
    for index in due { makeReady(index) }
    guard let stop = state.stop, !state.isReopened, opening.mode == .drill, !stop.leavesCleanup,
      active.allSatisfy({ isCleanup($0) }), !pausesBeforeCleanup(stop)
    else { return }
    for index in state.graph.cleanups where state.steps[index].state == .waiting {
      let isFree = state.plan.steps[index].needs.allSatisfy { need in
        guard let needed = state.graph.index(of: need.step) else { return true }
        return !isCleanup(needed) || state.steps[needed].outcome != nil
      }
      if isFree { makeReady(index) }
    }
  }

  func isCleanup(_ index: Int) -> Bool { state.plan.steps[index].step.phase == .cleanup }

  /// Nothing runs and nothing can start: the run is over.
  private mutating func end() {
    let judgement = RunJudgement(of: state, at: state.ended ?? state.moment(of: now))
    let ending = RunEnding(verdict: judgement.verdict, findings: judgement.findings)
    record(.runFinished(ending))
    hold(.finish(ending))
  }

  /// Keeps the lists of active and ready steps in step with the state, after something happened to this step.
  mutating func follow(_ index: Int) {
    if case .backingOff = state.steps[index].state {} else { due.remove(index) }
    countPlaces(index)
    switch state.steps[index].state {
    case .waiting: break
    case .running, .backingOff, .asking: active.insert(index)
    case .finished:
      active.remove(index)
      for dependent in state.graph.dependents[index] { makeReadyIfFree(dependent) }
    }
  }

  func isFree(_ index: Int) -> Bool { state.unmetNeeds[index] == 0 && state.steps[index].state == .waiting }

  mutating func makeReadyIfFree(_ index: Int) {
    guard state.stop == nil, !state.isReopened, isFree(index) else { return }
    makeReady(index)
  }
}
