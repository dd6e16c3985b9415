internal import RecoveryPlanning
package import RunbookModel

/// All that a report, a list or the screen says of a run, derived from its plan and its journal alone.
package struct RunSummary: Hashable, Sendable, Decodable {
  /// Raised when a reader of the JSON must change.
  package static let currentFormat = JudgementRules.current.rawValue

  package var format: Int
  package var run: RunID?
  package var site: String
  package var runbook: RunbookName
  package var title: String
  package var mode: RunMode
  package var severity: Severity?
  package var planHash: String?
  package var startedBy: Operator?
  package var version: String?
  package var purpose: String?
  package var scenario: String?
  package var scope: String?
  package var exclusions: [String]
  /// Nil while the run is not over.
  package var verdict: Verdict?
  /// Why the verdict isn't simply `passed`; the most important first.
  package var findings: [String]
  package var clocks: RunClocks
  package var services: [ServiceSummary]
  package var steps: [StepSummary]
  package var deviations: [Deviation]
  package var irregularities: [Irregularity]
  package var waits: [PromptSummary]
  package var sessions: [SessionSummary]
  /// Every machine that was met, by the hosts' names.
  package var hosts: [HostSummary]
  /// Commands that no runbook holds.
  package var adHoc: [AdHocSummary]
  /// Nil where there was nothing to prove.
  package var proof: ProofSummary?
  /// Who reported the disruption.
  package var reportedBy: String?
  /// Findings among them.
  package var notes: [NoteSummary]
  /// Findings of earlier runs that were not closed when this one began.
  package var carried: [CarriedFinding]
  package var participants: [ParticipantSummary]
  package var amendments: [AmendmentSummary]
  package var updates: [UpdateSummary]
  /// Who stands for the record, the first that said so first.
  package var signOffs: [Dated<SignOff>]
  /// So many of them, from the first on, are of an earlier record, as something was added since; nil for none.
  package var outdatedSignOffs: Int?
  /// Every word on a clock, so that a corrected value stays visible.
  package var clockHistory: [ClockWord]
  /// How long the run did nothing but what only a drill does; nil in an incident.
  @OptionalDurationText package var drillOverhead: Duration?
  /// How often the site wants every runbook drilled.
  @OptionalDurationText package var drillEvery: Duration?

  /// What is known of a run at a moment: that of its last entry, or a later one while it is under way.
  ///
  /// The rules of an earlier format give what a report of that format said.
  package init(of state: RunState, at now: Moment? = nil, by rules: JudgementRules = .current) {
    let plan = state.plan
    let now = now ?? state.ended ?? state.last ?? Moment(wall: WallTime(nanoseconds: 0), elapsed: .zero)
    let judgement = RunJudgement(of: state, at: now, by: rules)
    let ending = state.standingEnding(by: rules)
    let root = plan.heading
    format = rules.rawValue
    run = state.opening?.run
    site = plan.site.name
    runbook = plan.root
    title = root?.title ?? plan.root.text
    mode = plan.mode
    severity = state.opening?.severity
    planHash = state.opening?.planHash
    startedBy = state.opening?.startedBy
    version = state.opening?.version
    purpose = root?.purpose
    scenario = root?.scenario
    scope = root?.scope
    exclusions = root?.exclusions ?? []
    verdict = ending?.verdict
    findings = ending?.findings ?? judgement.findings
    clocks = judgement.clocks
    services = judgement.services
    steps = state.toldSteps.map { StepSummary(of: state, index: $0, at: now) }
    if rules != .first, ending != nil {
      let path = MeasuredPath(of: state)
      for place in steps.indices { steps[place].isCritical = path.steps.contains(steps[place].id) }
    }
    deviations = Deviation.all(in: state, judgement.services)
    irregularities = state.irregularities
    waits = state.prompts.map { PromptSummary(of: $0, at: now) }
    sessions = state.sessions.map(SessionSummary.init)
    hosts = HostSummary.all(in: state)
    adHoc = state.adHoc.map { AdHocSummary($0, at: now) }
    proof = judgement.proof
    reportedBy = state.opening?.reportedBy
    notes = state.notes.map { NoteSummary($0, in: state) }
    carried = state.opening?.carried ?? []
    participants = ParticipantSummary.all(in: state)
    amendments = state.amendments.map(AmendmentSummary.init)
    updates = state.updates.map(UpdateSummary.init)
    signOffs = state.signOffs
    outdatedSignOffs = state.outdatedSignOffs == 0 ? nil : state.outdatedSignOffs
    clockHistory = state.clocks.map(ClockWord.init)
    _drillOverhead = OptionalDurationText(wrappedValue: plan.mode == .drill ? judgement.overhead.total : nil)
    _drillEvery = OptionalDurationText(wrappedValue: plan.site.drillEvery)
  }
}

/// A process that had the run in hand.
package struct SessionSummary: Hashable, Sendable, Decodable {
  package var opened: Moment
  package var machine: String
  package var by: Operator

  init(_ session: Session) {
    opened = session.opened
    machine = session.opening.machine
    by = session.opening.by
  }
}
