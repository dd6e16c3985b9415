import RecoveryPlanning
import Reporting
import RunCore
import RunbookModel

/// A run made by hand: a plan, and what happened in it at so many seconds since it was opened.
struct Story {
  static let opened = WallTime(nanoseconds: 1_795_230_000_000_000_000, offset: 3_600)
  static let matthew = Operator(user: "root", attested: "matthew")
  static let here = SourceLocation(file: "shop.yaml", line: 1, column: 1)
  static let head = "7d865e959b2466918c9863afca942d0fb89d7c9ac0c99bafc3749504ded97730"

  var state: RunState
  /// As the run's journal holds them.
  private(set) var entries: [JournalEntry] = []
  private var uptimeShift = 0.0

  init(_ plan: Plan) { state = RunState(plan: plan) }

  static func plan(
    _ runbooks: [PlannedRunbook], _ services: [PlannedService], _ steps: [PlannedStep], mode: RunMode = .drill,
    allowances: Allowances? = nil, site: String = "Web shop on one machine"
  ) -> Plan {
    Plan(
      mode: mode, site: PlannedSite(name: site, allowances: allowances), root: runbooks.first?.name ?? "none",
      runbooks: runbooks, services: services, steps: chained(steps), files: [], limits: Limits())
  }

  /// Each step of the critical path needs the one before it.
  private static func chained(_ steps: [PlannedStep]) -> [PlannedStep] {
    var steps = steps
    let critical = steps.indices.filter { steps[$0].critical }
    for (before, after) in zip(critical, critical.dropFirst()) {
      steps[after].needs.append(PlannedNeed(steps[before].id))
    }
    return steps
  }

  static func step(
    _ id: String, _ phase: Phase, _ name: String? = nil, budget: Double? = nil, check: Bool = false,
    on host: HostName? = nil, critical: Bool = false, excluded: PlannedExclusion? = nil
  ) -> PlannedStep {
    let id = StepID(id) ?? StepID("shop", StepName(id))
    let text = SourceText("x", start: here)
    let step = Step(
      id: id.step, location: here, phase: phase, kind: check ? .tcp(TCPProbe(host: text, port: text)) : .run(text),
      name: name, on: host, budget: budget.map { .seconds($0) })
    return PlannedStep(
      id: id, step: step, service: ServiceName(id.runbook.text), excluded: excluded, critical: critical)
  }

  static func stamp(_ seconds: Double, shift: Double = 0) -> Stamp {
    Stamp(
      wall: WallTime(nanoseconds: opened.nanoseconds + Int64(seconds * 1e9), offset: opened.offset),
      uptime: Uptime(nanoseconds: 5_000_000_000_000 + Int64((seconds + shift) * 1e9)))
  }

  mutating func say(_ event: Entry, at seconds: Double) throws {
    try say(event, stamped: Self.stamp(seconds, shift: uptimeShift))
  }

  mutating func say(_ event: Entry, stamped stamp: Stamp) throws {
    let entry = JournalEntry(sequence: state.lastSequence + 1, stamp: stamp, event: event)
    try state.apply(entry)
    entries.append(entry)
  }

  mutating func open(severity: Severity? = nil, reportedBy: String? = nil, carried: [CarriedFinding] = []) throws {
    try say(
      .runOpened(
        RunOpening(
          run: RunID("20261121-044000-shop"), mode: state.plan.mode, severity: severity,
          planHash: "9b74c9897bac770ffc029102a200c5de3bd62a5a3e0a8c1e4a1d7a6b8c9d0e1f", startedBy: Self.matthew,
          version: "0.1.0", folder: "/srv/runbooks", reportedBy: reportedBy, carried: carried)), at: 0)
    try session("b1", at: 0)
  }

  /// A process takes the run in hand; after a restart the machine's own clock begins anew.
  mutating func session(_ boot: String, at seconds: Double) throws {
    if boot != "b1" { uptimeShift = -seconds }
    try say(
      .sessionOpened(
        SessionOpening(boot: boot, machine: "rescue-laptop", process: 4711, by: Self.matthew, interactive: true)),
      at: seconds)
  }

  mutating func open(_ prompt: Prompt, at seconds: Double) throws { try say(.promptOpened(prompt), at: seconds) }

  static func id(_ step: String) -> StepID { StepID(step) ?? StepID("shop", StepName(step)) }

  mutating func run(
    _ step: String, from start: Double, to end: Double, _ outcome: Outcome = .passed, exit: Int? = nil,
    message: String? = nil, recoveryPoint: Double? = nil, size: Int? = nil
  ) throws {
    try begin(step, at: start)
    try finish(
      step, at: end, .over(outcome), result: outcome == .failed ? .failed : .succeeded, exit: exit, message: message,
      recoveryPoint: recoveryPoint, size: size)
  }

  mutating func begin(_ step: String, at seconds: Double) throws {
    let id = Self.id(step)
    let number = (state[id]?.attempts.count ?? 0) + 1
    try say(.stepStarted(AttemptStart(attempt: AttemptID(step: id, number: number, purpose: .work))), at: seconds)
  }

  mutating func finish(
    _ step: String, at seconds: Double, _ disposition: Disposition, result: AttemptResult, exit: Int? = nil,
    message: String? = nil, recoveryPoint: Double? = nil, size: Int? = nil
  ) throws {
    let id = Self.id(step)
    let number = state[id]?.attempts.count ?? 0
    let point = recoveryPoint.map { Self.stamp($0).wall }
    try say(
      .stepFinished(
        AttemptEnd(
          attempt: AttemptID(step: id, number: number, purpose: .work),
          report: AttemptReport(result, exit: exit, message: message), disposition: disposition, recoveryPoint: point,
          size: size)), at: seconds)
  }

  mutating func ask(
    _ step: String, at asked: Double, _ question: String, answered: Double, _ choice: Choice, why: String?
  )
    throws
  {
    let number = state.prompts.count + 1
    try say(
      .promptOpened(
        Prompt(
          number: number, step: Self.id(step), subject: .failure, question: question,
          choices: [.rerun, .done, .skip, .stop])), at: asked)
    try say(
      .promptAnswered(PromptAnswer(prompt: number, choice: choice, reason: why, by: Self.matthew)), at: answered)
  }

  /// Ends the run with the verdict that its own state gives.
  mutating func end(_ verdict: Verdict, at seconds: Double) throws {
    let findings = RunSummary(of: state).findings
    try say(.runFinished(RunEnding(verdict: verdict, findings: findings)), at: seconds)
  }

  var summary: RunSummary { RunSummary(of: state) }
}

extension Story {
  /// The report of a run as a reader gets it.
  static func report(
    _ summary: RunSummary, as format: ReportFormat, head: String? = nil, templates: ReportTemplates = .builtIn
  ) throws -> String {
    let document = ReportDocument(
      summary: summary, journal: head.map { JournalMark(head: $0, lines: 1) }, look: ReportLook(templates: templates))
    return String(decoding: try RunReport.render(document, as: format), as: UTF8.self)
  }
}
