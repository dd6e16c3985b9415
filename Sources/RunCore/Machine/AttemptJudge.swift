internal import RecoveryPlanning
internal import RunbookModel

/// Decides what follows a try, from the step's own keys and nothing else.
struct AttemptJudge {
  let state: RunState
  let index: Int
  let attempt: AttemptID
  let report: AttemptReport
  let elapsed: Duration
  /// False where another try would fail for the same reason.
  let mayHelpToWait: Bool

  /// A job that never started, or whose fate is unknown, is not tried for ever.
  static let mostRestarts = 5

  private var step: Step { state.plan.steps[index].step }
  var record: StepRecord { state.steps[index] }
  var isStopping: Bool { state.isStopping(index) }

  var disposition: Disposition {
    if let proof = state.plan.steps[index].proof { return disposition(proving: proof) }
    return ordinary
  }

  /// By the step's own keys.
  var ordinary: Disposition {
    switch report.result {
    case .succeeded: afterSuccess
    case .notDone: again(.work, .next)
    case .failed, .timedOut: afterFailure
    // Without a stop somebody else ended the job, or an earlier session whose journal is lost.
    case .cancelled: isStopping ? .over(.cancelled) : giveUp
    case .neverStarted: afterNothing
    case .unknown: afterUnknown
    }
  }

  private var afterSuccess: Disposition {
    switch attempt.purpose {
    case .skipIf: .over(.alreadyDone)
    case .reset: again(.work, .next)
    case .work, .adHoc: .over(.passed)
    }
  }

  private var afterFailure: Disposition {
    if isStopping || attempt.purpose != .work || !mayHelpToWait { return giveUp }
    if let polling = step.polling, let since = record.pollingSince,
      elapsed + polling.every <= since.elapsed + polling.within
    {
      return .again(.work, after: DurationText(wrappedValue: polling.every), why: .poll)
    }
    guard let retry = step.retry, record.tries < retry.attempts else { return giveUp }
    let delay = retry.delay(beforeAttempt: record.tries + 1)
    return .again(retry.reset == nil ? .work : .reset, after: DurationText(wrappedValue: delay), why: .retry)
  }

  private var afterNothing: Disposition {
    if report.refusal?.subject == .liveKey && state.plan.mode == .drill { return .over(.failed) }
    if isStopping { return .over(.cancelled) }
    // An attempt may have begun before a person accepted what it met.
    if let refusal = report.refusal, refusal.subject != .liveKey, !state.isAccepted(refusal) { return .ask }
    return record.restarts < Self.mostRestarts ? again(attempt.purpose, .neverStarted) : giveUp
  }

  /// What isn't idempotent never starts again after an unknown outcome without a person's word.
  private var afterUnknown: Disposition {
    if isStopping { return .over(.failed) }
    guard record.restarts < Self.mostRestarts else { return .ask }
    switch attempt.purpose {
    case .skipIf: return again(.skipIf, .unknown)
    case .reset: return .ask
    case .work, .adHoc: break
    }
    if step.mayRunAgain || step.onUnknown == .rerun { return again(.work, .unknown) }
    if step.onUnknown == .check && step.skipIf != nil { return again(.skipIf, .unknown) }
    return step.phase == .cleanup ? .over(.failed) : .ask
  }

  private var giveUp: Disposition {
    if isStopping { return .over(.failed) }
    return step.failurePolicy(in: state.plan.mode) == .ask ? .ask : .over(.failed)
  }

  func again(_ purpose: JobPurpose, _ why: AgainReason) -> Disposition {
    isStopping ? .over(.cancelled) : .again(purpose, after: DurationText(wrappedValue: .zero), why: why)
  }
}

extension Step {
  /// What a failure of the step means: its author's word, else a drill stops, an incident asks, and cleanup goes on.
  ///
  /// In triage a failure tells what is down, which is what triage is for.
  func failurePolicy(in mode: RunMode) -> OnFailure {
    if let onFailure { return onFailure }
    if phase == .cleanup || phase == .triage { return .continue }
    return mode == .drill ? .stop : .ask
  }
}
