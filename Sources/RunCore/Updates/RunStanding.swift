internal import RecoveryPlanning
internal import RunbookModel

/// How a run stands at a moment, as far as people who are told of it want to know.
package struct RunStanding: Sendable {
  package let now: Moment
  package let clocks: RunClocks
  package let services: [ServiceStanding]

  package init(of state: RunState, at now: Moment) {
    let judgement = RunJudgement(of: state, at: now)
    self.now = now
    clocks = judgement.clocks
    services = judgement.services.map { service in
      ServiceStanding(service, clocks: judgement.clocks, overhead: judgement.overhead, at: now)
    }
  }
}

/// A service against its target at a moment.
package struct ServiceStanding: Sendable {
  package let summary: ServiceSummary
  /// When it was back: verified, or accepted where its target says so; nil while it is down.
  package let back: Moment?
  /// Where its target's clock began; nil where nobody knows.
  package let start: Moment?
  /// Since then, or since the run's start where nobody knows; up to its recovery, or to now. Drill overhead is not in it.
  package let elapsed: Duration
  /// The same with the time in which a drill did only what a drill does.
  package let elapsedWithOverhead: Duration

  init(_ summary: ServiceSummary, clocks: RunClocks, overhead: DrillOverhead, at now: Moment) {
    self.summary = summary
    back = summary.countedEnd
    start = clocks.start(of: summary.target.clock)
    let from = start ?? clocks.started ?? now
    let end = back ?? now
    elapsedWithOverhead = max(.zero, end.elapsed - from.elapsed)
    elapsed = max(.zero, elapsedWithOverhead - overhead.time(from: from, to: end))
  }

  package var left: Duration { summary.target.rto - elapsed }
  package var isHalfUsed: Bool { elapsed * 2 >= summary.target.rto }
  package var isTargetNear: Bool { left * 10 <= summary.target.rto }

  /// How long it is until one of the two begins to hold; nil where neither will, or the service is back.
  var untilNext: Duration? {
    guard back == nil, !isTargetNear else { return nil }
    let rto = summary.target.rto
    return (isHalfUsed ? rto - rto / 10 : rto / 2) - elapsed
  }
}
