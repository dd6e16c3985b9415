internal import Expressions
internal import RecoveryPlanning
internal import RunbookModel

extension RunMachine {
  /// A step whose needs are over: left out by its `if`, or started.
  mutating func begin(_ index: Int) {
    let id = state.plan.steps[index].id
    do {
      if let reason = try exclusion(of: index) {
        record(.stepExcluded(StepExclusion(step: id, reason: reason)))
        follow(index)
        return
      }
    } catch {
      failBeforeStart(index, .work, "if: \(error)")
      return
    }
    startAttempt(index, state.plan.steps[index].step.skipIf == nil ? .work : .skipIf)
  }

  private func exclusion(of index: Int) throws -> String? {
    if state.stop != nil || state.isReopened, isCleanup(index), let missing = state.usedStepThatNeverRan(by: index) {
      return "nothing to clean up, because \(missing) never ran"
    }
    if let reason = state.exclusion(ofProof: index) { return reason }
    guard let condition = state.plan.steps[index].step.condition else { return nil }
    return try state.holds(condition, for: index) ? nil : "if: \(condition.text)"
  }

  /// Writes the intent, and starts the job once the intent is durable.
  mutating func startAttempt(_ index: Int, _ purpose: JobPurpose) {
    if let problem = state.missingHost(of: index) ?? state.missingValue(of: index) {
      failBeforeStart(index, purpose, problem)
      return
    }
    let attempt = nextAttempt(index, purpose)
    record(.stepStarted(AttemptStart(attempt: attempt, destination: state.destination(of: index))))
    follow(index)
    if state.isUnasked(index) { return ask(index) }
    guard state.plan.steps[index].step.kind.word != .wait else { return }
    hold(.startAttempt(request(for: attempt, index)))
  }

  func request(for attempt: AttemptID, _ index: Int) -> AttemptRequest {
    let planned = state.plan.steps[index]
    var request = AttemptRequest(
      attempt: attempt, step: planned, run: opening.run, mode: opening.mode,
      values: state.knownValues(of: index), inputs: state.graph.inputs(of: planned.id.runbook))
    request.hosts = state.accesses(of: index)
    return request
  }

  private func nextAttempt(_ index: Int, _ purpose: JobPurpose) -> AttemptID {
    AttemptID(
      step: state.plan.steps[index].id, number: state.steps[index].attempts.count + 1, purpose: purpose)
  }

  /// A step that can't even start fails like any other, so that it can be retried, skipped or done by hand.
  private mutating func failBeforeStart(_ index: Int, _ purpose: JobPurpose, _ problem: String) {
    let attempt = nextAttempt(index, purpose)
    record(.stepStarted(AttemptStart(attempt: attempt)))
    follow(index)
    finish(attempt, AttemptReport(.failed, message: problem), mayHelpToWait: false)
  }

  /// Takes in what came of a try; an outcome that comes twice, or of a try that is over, changes nothing.
  mutating func finish(_ attempt: AttemptID, _ report: AttemptReport, mayHelpToWait: Bool = true) {
    guard state.ending == nil, let index = state.graph.index(of: attempt.step),
      case .running(attempt) = state.steps[index].state
    else { return }
    let report = checkingAddress(in: report, of: attempt, index)
    // In one expression, so that no copy of the state is alive when the state changes.
    let disposition = AttemptJudge(
      state: state, index: index, attempt: attempt, report: report, elapsed: elapsed, mayHelpToWait: mayHelpToWait
    ).disposition
    let restored =
      report.result == .succeeded && attempt.purpose == .work
      ? state.restoredData(of: index, with: report.outputs) : nil
    record(
      .stepFinished(
        AttemptEnd(
          attempt: attempt, report: report, disposition: disposition, recoveryPoint: restored?.point,
          pointCorrection: restored?.correction, size: restored?.size,
          observedLate: recovered.contains(attempt) || isLate(report))))
    follow(index)
    switch disposition {
    case .ask: prompt(index)
    case .over(.failed): stopIfFatal(index)
    case .over, .again: break
    }
  }

  /// Whether a job had ended for longer than anybody who watches needs to see it.
  func isLate(_ report: AttemptReport) -> Bool {
    guard let ended = report.times?.ended, report.exit != nil else { return false }
    return now.uptime - ended.uptime >= RunState.smallestJump
  }

  mutating func stopIfFatal(_ index: Int) {
    guard state.stop == nil, !state.isReopened, state.steps[index].outcome == .failed,
      hasMetLiveHost(index) || state.plan.steps[index].step.failurePolicy(in: opening.mode) == .stop
    else { return }
    let reason = hasMetLiveHost(index) ? state.steps[index].attempts.last?.liveHost?.words : nil
    stop(StopRequest(cause: .failure(state.plan.steps[index].id), reason: reason, cancelsRunning: false))
  }

  mutating func stop(on answer: PromptAnswer) {
    stop(StopRequest(cause: .operator(answer.by), reason: answer.reason, cancelsRunning: false))
  }

  /// Ends a run early; a second request can only reach further than the first.
  mutating func stop(_ request: StopRequest) {
    guard state.ending == nil else { return }
    if let before = state.stop {
      let reachesFurther =
        (request.cancelsRunning && !before.cancelsRunning) || (request.leavesCleanup && !before.leavesCleanup)
      guard reachesFurther else { return }
    }
    record(.stopRequested(request))
    ready.removeAll()
    for index in active.sorted() {
      follow(index)
      if mustEnd(index) { cancelIfRunning(index) }
    }
    if state.stop?.cancelsRunning == true { state.runningAdHoc.forEach { cancelAdHoc($0) } }
  }

  /// Whether the stop that rules ends this step's job rather than waiting for it.
  func mustEnd(_ index: Int) -> Bool {
    state.stop?.cancelsRunning == true && state.isStopping(index)
  }

  mutating func cancelIfRunning(_ index: Int) {
    guard case .running(let attempt) = state.steps[index].state else { return }
    if state.plan.steps[index].step.kind.word == .wait {
      finish(attempt, AttemptReport(.cancelled))
    } else if withdrawStart(of: attempt) {
      finish(attempt, AttemptReport(.neverStarted))
    } else {
      // Only a stop that is durable explains why a job was ended; and a recovery that still waits must come first.
      hold(.cancelAttempt(attempt))
    }
  }
}
