internal import RecoveryPlanning
package import RunbookModel

/// How a service came back, against its target.
package struct ServiceSummary: Hashable, Sendable, Decodable, Identifiable {
  package enum Judgement: String, Hashable, Sendable, Decodable {
    case met, missed
    /// A clock that it needs is missing.
    case unknown
    /// The service has no such target.
    case none
  }

  package var id: ServiceName
  package var runbook: RunbookName
  package var tier: Service.Tier
  package var target: Target
  package var fallback: String?
  package var costPerHour: MoneyPerHour?
  /// T5: the last step of the restore phase was over.
  package var dataRestored: Moment?
  /// T6: the last check of verify and cutover held.
  package var verified: Moment?
  /// T7: the last accept step was over, or what somebody said of it; nil also where there is neither.
  package var accepted: Moment?
  /// T8.
  package var backlogCleared: Moment?
  package var hasAcceptSteps: Bool
  /// Recovery time actual, from the target's clock to T6.
  @OptionalDurationText package var rta: Duration?
  /// The same to T7.
  @OptionalDurationText package var rtaAccepted: Duration?
  /// What a drill alone did in the time that the target counts; the recovery time is without it.
  @OptionalDurationText package var drillOverhead: Duration?
  package var recoveryPoint: WallTime?
  /// Recovery point actual: the age of the restored data at the disruption.
  @OptionalDurationText package var rpa: Duration?
  package var bytesRestored: Int?
  /// For how long at least one of the steps that restored those bytes was under way.
  @OptionalDurationText package var restoring: Duration?
  package var rtoJudgement: Judgement
  package var rpoJudgement: Judgement

  init(of service: PlannedService, in state: RunState, clocks: RunClocks, overhead: DrillOverhead) {
    let own = state.plan.steps.indices.filter {
      state.plan.steps[$0].id.runbook == service.runbook && state.plan.steps[$0].proof == nil
    }
    let steps = ServiceSteps(state: state, indices: own)
    id = service.name
    runbook = service.runbook
    tier = service.tier
    target = service.target
    fallback = service.fallback
    costPerHour = service.costPerHour
    dataRestored = steps.endOfRestoring
    verified = steps.endOfChecks
    accepted = steps.acceptance
    hasAcceptSteps = own.contains { state.plan.steps[$0].step.phase == .accept && state.plan.steps[$0].excluded == nil }
    recoveryPoint = own.compactMap { state.steps[$0].recoveryPoint }.min()
    let restored = RestoredAmount(of: own.map { state.steps[$0] })
    bytesRestored = restored.bytes
    _restoring = OptionalDurationText(wrappedValue: restored.time)
    rtoJudgement = .none
    rpoJudgement = .none
    let measured = accepted
    for record in state.clocks where record.stamp.service == service.name {
      take(record.stamp, opened: state.opened, measured: measured)
    }
    let start = clocks.start(of: service.target.clock)
    _rta = OptionalDurationText(wrappedValue: Self.time(from: start, to: verified, without: overhead))
    _rtaAccepted = OptionalDurationText(wrappedValue: Self.time(from: start, to: accepted, without: overhead))
    let end = countedEnd
    let added = start.flatMap { start in end.map { overhead.time(from: start, to: $0) } } ?? .zero
    _drillOverhead = OptionalDurationText(wrappedValue: added > .zero ? added : nil)
    if let recoveryPoint, let disruption = clocks.disruption {
      _rpa = OptionalDurationText(wrappedValue: max(.zero, disruption.wall - recoveryPoint))
    } else {
      _rpa = OptionalDurationText(wrappedValue: nil)
    }
    judge(restoresData: steps.restoresData)
  }

  private static func time(from start: Moment?, to end: Moment?, without overhead: DrillOverhead) -> Duration? {
    guard let start, let end else { return nil }
    return end.elapsed - start.elapsed - overhead.time(from: start, to: end)
  }

  /// That nobody knows a time wipes out what was said before, and not what was measured.
  private mutating func take(_ stamp: ClockStamp, opened: Moment?, measured: Moment?) {
    guard let opened else { return }
    let moment = stamp.time.map { Moment(wall: $0, elapsed: $0 - opened.wall) }
    switch stamp.clock {
    case .accepted: accepted = moment ?? measured
    case .backlogCleared: backlogCleared = moment
    case .disruption, .detected, .declared: break
    }
  }

  private mutating func judge(restoresData: Bool) {
    // A recovery that ended before it began was not measured, whatever people say of its clocks.
    let counted = countedRTA.flatMap { $0 >= .zero ? $0 : nil }
    rtoJudgement = counted.map { $0 <= target.rto ? .met : .missed } ?? .unknown
    guard let rpo = target.rpo, restoresData else { return }
    rpoJudgement = rpa.map { $0 <= rpo ? .met : .missed } ?? .unknown
  }

  /// Restore throughput; nil where nothing says how much was restored, or it took no time that could be measured.
  package var bytesPerSecond: Int? {
    guard let bytesRestored, let restoring, restoring > .zero else { return nil }
    return Int(exactly: (Double(bytesRestored) / (restoring / .seconds(1))).rounded())
  }

  /// The recovery time that the target counts.
  package var countedRTA: Duration? { countsAcceptance ? rtaAccepted : rta }

  /// That end of the recovery which the target counts.
  package var countedEnd: Moment? { countsAcceptance ? accepted : verified }

  /// Where the target says so, and somebody was to accept the service by a step or did so by a word.
  private var countsAcceptance: Bool { target.until == .accepted && (hasAcceptSteps || accepted != nil) }
}

/// The steps of one service's runbook.
struct ServiceSteps {
  let state: RunState
  let indices: [Int]

  var restoresData: Bool {
    indices.contains { state.plan.steps[$0].step.phase == .restore && state.plan.steps[$0].excluded == nil }
  }

  /// When the last step of these phases was over; nil while one is open, after a failure, or where there is none.
  func end(of phases: Set<Phase>) -> Moment? {
    let chosen = indices.filter { phases.contains(state.plan.steps[$0].step.phase) && !isExcluded($0) }
    guard chosen.allSatisfy(isOverWell) else { return nil }
    return chosen.compactMap { state.steps[$0].ended }.max { $0.elapsed < $1.elapsed }
  }

  /// T5: the restore phase is over well, and something of it was done.
  var endOfRestoring: Moment? {
    let isDone = indices.contains { index in
      guard state.plan.steps[index].step.phase == .restore else { return false }
      return [.passed, .alreadyDone, .byHand].contains(state.steps[index].outcome)
    }
    return isDone ? end(of: [.restore]) : nil
  }

  /// T7: nobody left an accept step out, and no approval was given by anybody but those who are asked for it.
  var acceptance: Moment? {
    let isWhole = indices.filter { state.plan.steps[$0].step.phase == .accept && !isExcluded($0) }.allSatisfy { index in
      switch state.steps[index].outcome {
      case .passed, .alreadyDone: true
      case .byHand: state.plan.steps[index].step.kindWord != .approve
      case .skipped, .excluded, .failed, .cancelled, nil: false
      }
    }
    return isWhole ? end(of: [.accept]) : nil
  }

  /// Checks that were to prove the service, none of which held.
  var provesNothing: Bool {
    let checks = indices.filter { index in
      let step = state.plan.steps[index].step
      return step.isCheck && state.plan.steps[index].healthOf == nil && !isExcluded(index)
        && (step.phase == .verify || step.phase == .cutover)
    }
    return !checks.isEmpty
      && checks.allSatisfy { state.steps[$0].outcome == .skipped || state.steps[$0].outcome == .byHand }
  }

  /// T6: all of verify and cutover is over well, and this was the last check that held.
  var endOfChecks: Moment? {
    guard end(of: [.verify, .cutover]) != nil else { return nil }
    let checks = indices.filter { index in
      let step = state.plan.steps[index].step
      return step.isCheck && state.plan.steps[index].healthOf == nil
        && (step.phase == .verify || step.phase == .cutover)
        && state.steps[index].outcome == .passed
    }
    return checks.compactMap { state.steps[$0].ended }.max { $0.elapsed < $1.elapsed }
  }

  private func isExcluded(_ index: Int) -> Bool { state.steps[index].outcome == .excluded }

  private func isOverWell(_ index: Int) -> Bool {
    switch state.steps[index].outcome {
    case .passed, .alreadyDone, .byHand, .skipped, .excluded: true
    case .failed, .cancelled, nil: false
    }
  }
}
