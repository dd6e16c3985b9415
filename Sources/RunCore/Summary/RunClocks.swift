internal import RecoveryPlanning
package import RunbookModel

/// The clocks of a run as a whole (DESIGN.md section 1, T0 to T4); a time that nobody gave is nil.
package struct RunClocks: Hashable, Sendable, Decodable {
  /// T0; in a drill the start of the run less the site's allowances.
  package var disruption: Moment?
  /// T1.
  package var detected: Moment?
  /// T2.
  package var declared: Moment?
  /// T3.
  package var started: Moment?
  /// T4.
  package var firstStep: Moment?
  package var ended: Moment?
  /// What the site says that people need before a drill's start; nil when it says nothing or in an incident.
  package var allowances: Allowances?

  init(of state: RunState) {
    started = state.opened
    firstStep = state.plan.steps.indices.filter { state.plan.steps[$0].proof == nil }
      .compactMap { state.steps[$0].firstStarted }.min { $0.elapsed < $1.elapsed }
    ended = state.ended
    guard let opened = state.opened else { return }
    if state.plan.mode == .drill {
      allowances = state.plan.site.allowances
      let before = allowances ?? Allowances(detect: .zero, decide: .zero, mobilise: .zero)
      disruption = opened.shifted(by: .zero - before.total)
      detected = opened.shifted(by: .zero - before.decide - before.mobilise)
      declared = opened.shifted(by: .zero - before.mobilise)
    }
    for record in state.clocks where record.stamp.service == nil {
      let moment = record.stamp.time.map { Moment(wall: $0, elapsed: $0 - opened.wall) }
      switch record.stamp.clock {
      case .disruption: disruption = moment
      case .detected: detected = moment
      case .declared: declared = moment
      case .accepted, .backlogCleared, .dataFrom: break
      }
    }
  }

  /// Where a target's time begins to count.
  package func start(of clock: Target.Clock) -> Moment? {
    switch clock {
    case .disruption: disruption
    case .declared: declared
    case .started: started
    }
  }
}

extension Moment {
  package func shifted(by duration: Duration) -> Moment { Moment(wall: wall + duration, elapsed: elapsed + duration) }
}
