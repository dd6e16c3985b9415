internal import RecoveryPlanning
package import RunbookModel

/// All that a report, a list or the screen says of a run, derived from its plan and its journal alone.
package struct RunSummary: Hashable, Sendable, Decodable {
  /// Raised when a reader of the JSON must change.
  package static let currentFormat = 1

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
  /// How long the run did nothing but what only a drill does; nil in an incident.
  @OptionalDurationText package var drillOverhead: Duration?

  /// What is known of a run at a moment: that of its last entry, or a later one while it is under way.
  package init(of state: RunState, at now: Moment? = nil) {
    let plan = state.plan
    let now = now ?? state.ended ?? state.last ?? Moment(wall: WallTime(nanoseconds: 0), elapsed: .zero)
    let judgement = RunJudgement(of: state, at: now)
    let root = plan.runbooks.first { $0.name == plan.root }
    format = Self.currentFormat
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
    verdict = state.standingEnding?.verdict
    findings = state.standingEnding?.findings ?? judgement.findings
    clocks = judgement.clocks
    services = judgement.services
    steps = plan.steps.indices.map { StepSummary(of: state, index: $0, at: now) }
    deviations = Deviation.all(in: state)
    irregularities = state.irregularities
    waits = state.prompts.map { PromptSummary(of: $0, at: now) }
    sessions = state.sessions.map(SessionSummary.init)
    hosts = HostSummary.all(in: state)
    adHoc = state.adHoc.map { AdHocSummary($0, at: now) }
    proof = judgement.proof
    _drillOverhead = OptionalDurationText(wrappedValue: plan.mode == .drill ? judgement.overhead.total : nil)
  }
}

/// How long a question waited for a person, and what the person said.
package struct PromptSummary: Hashable, Sendable, Decodable {
  package var prompt: Prompt
  package var opened: Moment
  @DurationText package var waited: Duration
  package var answer: PromptAnswer?
  package var isOpen: Bool

  init(of record: PromptRecord, at now: Moment) {
    prompt = record.prompt
    opened = record.opened
    _waited = DurationText(wrappedValue: (record.closed ?? now).elapsed - record.opened.elapsed)
    answer = record.answer
    isOpen = record.isOpen
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
