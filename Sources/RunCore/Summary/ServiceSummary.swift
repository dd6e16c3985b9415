internal import RecoveryPlanning
package import RunbookModel

/// How a service came back, against its target.
package struct ServiceSummary: Hashable, Sendable, Decodable, Identifiable {
  package enum Judgement: String, Hashable, Sendable, Decodable {
    case met, missed
    /// A clock that it needs is missing, no check saw the data whole, or the backup is from after the disruption.
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
  /// From the disruption (T0) to T6, without what a drill alone did; nil where one of them isn't known, or they are the
  /// wrong way round.
  @OptionalDurationText package var outage: Duration?
  package var recoveryPoint: WallTime?
  /// Recovery point actual: the age of the restored data at the disruption; below zero where they are from after it.
  @OptionalDurationText package var rpa: Duration?
  package var bytesRestored: Int?
  /// For how long at least one of the steps that restored those bytes was under way.
  @OptionalDurationText package var restoring: Duration?
  package var rtoJudgement: Judgement
  package var rpoJudgement: Judgement
  /// What people said of its acceptance and of its data, but for what the steps say, too; nil for nothing.
  package var said: [SaidTime]?

  init(
    of service: PlannedService, in state: RunState, clocks: RunClocks, overhead: DrillOverhead, by rules: JudgementRules
  ) {
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
    verified = steps.endOfChecks(by: rules)
    accepted = steps.acceptance
    hasAcceptSteps = own.contains { state.plan.steps[$0].step.phase == .accept && state.plan.steps[$0].excluded == nil }
    recoveryPoint = steps.oldestPoint
    let restored = RestoredAmount(of: own.map { state.steps[$0] })
    bytesRestored = restored.bytes
    _restoring = OptionalDurationText(wrappedValue: restored.time)
    rtoJudgement = .none
    rpoJudgement = .none
    take(wordsOn: steps, disruption: clocks.disruption?.wall, by: rules)
    let start = clocks.start(of: service.target.clock)
    _rta = OptionalDurationText(wrappedValue: Self.time(from: start, to: verified, without: overhead))
    _rtaAccepted = OptionalDurationText(wrappedValue: Self.time(from: start, to: accepted, without: overhead))
    let end = countedEnd
    let added = start.flatMap { start in end.map { overhead.time(from: start, to: $0) } } ?? .zero
    _drillOverhead = OptionalDurationText(wrappedValue: added > .zero ? added : nil)
    let missed = Self.time(from: clocks.disruption, to: verified, without: overhead)
    _outage = OptionalDurationText(wrappedValue: missed.flatMap { $0 >= .zero ? $0 : nil })
    _rpa = OptionalDurationText(
      wrappedValue: Self.age(of: recoveryPoint, at: clocks.disruption?.wall, in: state.plan.mode, by: rules))
    judge(restoresData: steps.restoresData, by: rules)
  }

  /// A backup that was made in the same breath as the disruption is as old as it.
  private static func age(
    of point: WallTime?, at disruption: WallTime?, in mode: RunMode, by rules: JudgementRules
  ) -> Duration? {
    guard let point, let disruption else { return nil }
    let age = disruption - point
    guard age < .zero, rules != .first else { return max(.zero, age) }
    // In an incident a person gave the time, mostly to the minute; a drill reckons it.
    let isMeant =
      mode == .incident ? SaidTime.isMeant(point, by: disruption) : age.magnitude <= HostContact.worstOffset
    return isMeant ? .zero : age
  }

  private static func time(from start: Moment?, to end: Moment?, without overhead: DrillOverhead) -> Duration? {
    guard let start, let end else { return nil }
    return end.elapsed - start.elapsed - overhead.time(from: start, to: end)
  }

  private mutating func judge(restoresData: Bool, by rules: JudgementRules) {
    // A recovery that ended before it began was not measured, whatever people say of its clocks.
    let counted = countedRTA.flatMap { $0 >= .zero ? $0 : nil }
    // What no check has seen whole meets no target, however soon it was accepted and however young its data are.
    let isProven = verified != nil || rules == .first
    rtoJudgement = counted.map { $0 > target.rto ? .missed : isProven ? .met : .unknown } ?? .unknown
    guard let rpo = target.rpo, restoresData else { return }
    rpoJudgement = rpa.map { $0 > rpo ? .missed : $0 >= .zero && isProven ? .met : .unknown } ?? .unknown
  }

  /// By how much the backup that it was restored from is younger than the disruption; nil where it is not.
  package var madeAfterDisruption: Duration? { rpa.flatMap { $0 < .zero ? $0.magnitude : nil } }

  /// A person's word on its acceptance or on its data, where it differs from what the steps say.
  package func said(_ clock: RunClock) -> SaidTime? { said?.first { $0.clock == clock } }

  /// Restore throughput; nil where nothing says how much was restored, or it took no time that could be measured.
  package var bytesPerSecond: Int? {
    guard let bytesRestored, let restoring, restoring > .zero else { return nil }
    return Int(exactly: (Double(bytesRestored) / (restoring / .seconds(1))).rounded())
  }

  /// What the outage cost, or in a drill would have cost; nil where it was not measured or has no price.
  package var costOfOutage: OutageCost? { OutageCost(of: outage, at: costPerHour) }

  /// The recovery time that the target counts.
  package var countedRTA: Duration? { countsAcceptance ? rtaAccepted : rta }

  /// That end of the recovery which the target counts.
  package var countedEnd: Moment? { countsAcceptance ? accepted : verified }

  /// Where the target says so, and somebody was to accept the service by a step or did so by a word.
  package var countsAcceptance: Bool { target.until == .accepted && (hasAcceptSteps || accepted != nil) }
}
