import RecoveryPlanning
import RunCore
import RunbookModel

/// Summaries of made-up runs.
enum Summaries {
  static let here = SourceLocation(file: "shop.yaml", line: 1, column: 1)

  static func id(_ number: Int) -> RunID { RunID("run-\(1_000_000 + number)") }

  /// The run with this number, begun that many hours after the first.
  static func run(
    _ number: Int, mode: RunMode = .drill, service: ServiceName = "shop", steps: Int = 3, verdict: Verdict? = .passed,
    after words: [Entry] = []
  ) throws -> RunSummary {
    let plan = plan(mode: mode, service: service, steps: steps)
    var state = RunState(plan: plan)
    var sequence = 0
    func say(_ event: Entry, at second: Int) throws {
      sequence += 1
      let nanoseconds = Int64(number * 3_600 + second) * 1_000_000_000
      let stamp = Stamp(
        wall: WallTime(nanoseconds: 1_789_977_600_000_000_000 + nanoseconds, offset: 7_200),
        uptime: Uptime(nanoseconds: 1_000_000_000_000 + nanoseconds))
      try state.apply(JournalEntry(sequence: sequence, stamp: stamp, event: event))
    }
    let person = Operator(user: "root", attested: "matthew")
    try say(
      .runOpened(
        RunOpening(
          run: id(number), mode: mode, planHash: "aa", startedBy: person, version: "1", folder: "/site")), at: 0)
    try say(
      .sessionOpened(SessionOpening(boot: "b", machine: "laptop", process: 7, by: person, interactive: true)), at: 0)
    for (index, step) in plan.steps.enumerated() {
      let attempt = AttemptID(step: step.id, number: 1, purpose: .work)
      try say(.stepStarted(AttemptStart(attempt: attempt)), at: 10 * index)
      try say(
        .stepFinished(
          AttemptEnd(
            attempt: attempt, report: AttemptReport(.succeeded, exit: 0), disposition: .over(.passed), size: 42)),
        at: 10 * index + 10)
    }
    if let verdict {
      try say(.runFinished(RunEnding(verdict: verdict, findings: ["\"it's\" a finding"])), at: 10 * steps)
    }
    for word in words { try say(word, at: 10 * steps) }
    return RunSummary(of: state)
  }

  private static func plan(mode: RunMode, service: ServiceName, steps: Int) -> Plan {
    let text = SourceText("x", start: here)
    let steps = (1...steps).map { number in
      let isLast = number == steps
      let step = Step(
        id: StepName("s\(number)"), location: here, phase: isLast ? .verify : .restore,
        kind: isLast ? .tcp(TCPProbe(host: text, port: text)) : .run(text))
      return PlannedStep(id: StepID("book", step.id), step: step, service: service)
    }
    return Plan(
      mode: mode, site: PlannedSite(name: "Site"), root: "book",
      runbooks: [PlannedRunbook(name: "book", title: "Rebuild the shop", path: "book.yaml")],
      services: [PlannedService(name: service, runbook: "book", tier: .critical, target: .standard)], steps: steps,
      files: [], limits: Limits())
  }
}
