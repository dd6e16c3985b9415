internal import RecoveryPlanning

extension AttemptJudge {
  /// What follows a try of a step that proves something: it neither stops a drill nor asks anybody.
  ///
  /// A drill that has met a live host stops all the same.
  func disposition(proving proof: Proof) -> Disposition {
    if report.refusal?.subject == .liveKey { return .over(.failed) }
    if isStopping, report.result == .cancelled || report.result == .neverStarted { return .over(.cancelled) }
    let mayStart = report.result == .neverStarted && report.refusal == nil && record.restarts < Self.mostRestarts
    if mayStart { return again(.work, .neverStarted) }
    switch proof {
    case .seenRed, .noticing: return .over(.passed)
    case .damage: return .over(report.result == .succeeded ? .passed : .failed)
    case .mending, .mended: return withoutAsking(ordinary)
    }
  }

  private func withoutAsking(_ disposition: Disposition) -> Disposition {
    disposition == .ask ? .over(.failed) : disposition
  }
}
