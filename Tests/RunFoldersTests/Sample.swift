import Digests
import RecoveryPlanning
import RunCore
import RunbookModel

/// A small plan and what a journal says of it.
enum Sample {
  static let here = SourceLocation(file: "shop.yaml", line: 1, column: 1)
  static let person = Operator(user: "root", attested: "matthew")
  static let load = StepID("shop", "load")

  static func step(_ name: String) -> PlannedStep {
    let step = Step(
      id: StepName(name), location: here, phase: .restore, kind: .run(SourceText("true", start: here)))
    return PlannedStep(id: StepID("shop", StepName(name)), step: step, service: "shop")
  }

  static let plan = plan(of: ["load", "check"])
  static let text = PlanText(of: plan)

  static func plan(of names: [String], files: [PlannedFile] = []) -> Plan {
    Plan(
      mode: .incident, site: PlannedSite(name: "Site"), root: "shop",
      runbooks: [PlannedRunbook(name: "shop", title: "Shop", path: "shop.yaml")],
      services: [PlannedService(name: "shop", runbook: "shop", tier: .critical, target: .standard)],
      steps: names.map(step), files: files, limits: Limits())
  }

  static func beginning(of plan: Plan) -> [Entry] {
    [
      .runOpened(
        RunOpening(
          run: RunID("20261121-045507-shop-7f3a"), mode: .incident, planHash: PlanText(of: plan).hash.description,
          startedBy: person, version: "1", folder: "/site")),
      .sessionOpened(SessionOpening(boot: "b", machine: "laptop", process: 7, by: person, interactive: true)),
    ]
  }

  static let beginning = beginning(of: plan)

  static func attempt(_ step: StepID = load) -> AttemptID { AttemptID(step: step, number: 1, purpose: .work) }

  static func started(_ step: StepID = load) -> Entry { .stepStarted(AttemptStart(attempt: attempt(step))) }

  static func finished(_ step: StepID = load) -> Entry {
    .stepFinished(
      AttemptEnd(
        attempt: attempt(step),
        report: AttemptReport(.succeeded, exit: 0, outputs: ["rows": "200000"], logBytes: 17),
        disposition: .over(.passed)))
  }

  /// The step failed, and a person is asked.
  static let asking: [Entry] = [
    started(),
    .stepFinished(
      AttemptEnd(attempt: attempt(), report: AttemptReport(.failed, exit: 1, message: "it broke"), disposition: .ask)),
    .promptOpened(
      Prompt(number: 1, step: load, subject: .failure, question: "load failed", choices: [.rerun, .skip, .stop])),
  ]

  /// Every kind of entry, in no order that a run could have; a journal as such knows no order.
  static let everyKind: [Entry] =
    beginning + asking + [
      .promptAnswered(PromptAnswer(prompt: 1, choice: .done, reason: "by hand; \"sum\":\"0\"", by: person)),
      .stepExcluded(StepExclusion(step: StepID("shop", "check"), reason: "if: run.mode == 'drill'")),
      .stepFinished(
        AttemptEnd(
          attempt: attempt(),
          report: AttemptReport(.succeeded, exit: 0, outputs: ["note": "grün\n\u{1}{}\",\"sum\":\""]),
          disposition: .over(.passed), recoveryPoint: WallTime(nanoseconds: 0, offset: 3_600), size: 10,
          observedLate: true)),
      .stopRequested(StopRequest(cause: .bookkeeping, reason: "full", cancelsRunning: true, leavesCleanup: true)),
      .clockStamped(ClockStamp(clock: .disruption, time: WallTime(nanoseconds: 1), by: person)),
      .machineSlept(Sleep(slept: .seconds(3_661))), .bookkeepingLost(BookkeepingLoss(reason: "full")),
      .bookkeepingRestored, .runFinished(RunEnding(verdict: .targetMissed, findings: ["late"])),
    ]

  static func entries(_ events: [Entry], after last: Int = 0) -> [JournalEntry] {
    events.enumerated().map { index, event in
      let second = Int64(last + index) * 1_000_000_000
      return JournalEntry(
        sequence: last + index + 1,
        stamp: Stamp(
          wall: WallTime(nanoseconds: 1_789_977_600_000_000_000 + second),
          uptime: Uptime(nanoseconds: 1_000_000_000_000 + second)), event: event)
    }
  }
}
