import RecoveryPlanning
import RunbookModel

/// The plan whose journals are fuzzed: four steps that depend on each other in the ways that there are.
enum JournalPlan {
  private static let here = SourceLocation(file: "shop.yaml", line: 1, column: 1)

  private static func step(_ name: String, _ phase: Phase, needs: [PlannedNeed] = []) -> PlannedStep {
    var step = Step(
      id: StepName(name), location: here, phase: phase, kind: .run(SourceText("true", start: here)))
    if name == "load" { step.retry = Retry(attempts: 3, delay: .seconds(1)) }
    return PlannedStep(
      id: StepID("shop", StepName(name)), step: step, service: "shop", tier: .critical, needs: needs)
  }

  static let plan: Plan = {
    let load = StepID("shop", "load")
    let check = StepID("shop", "check")
    return Plan(
      mode: .drill, site: PlannedSite(name: "Site"), root: "shop",
      runbooks: [PlannedRunbook(name: "shop", title: "Shop", path: "shop.yaml")],
      services: [PlannedService(name: "shop", runbook: "shop", tier: .critical, target: .standard)],
      steps: [
        step("load", .restore), step("check", .verify, needs: [PlannedNeed(load, usesOutputs: true)]),
        step("page", .verify, needs: [PlannedNeed(load), PlannedNeed(check)]), step("destroy", .cleanup),
      ],
      files: [], limits: Limits())
  }()
}
