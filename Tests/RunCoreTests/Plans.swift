import RecoveryPlanning
import RunbookModel

/// Small plans to tell tales about.
enum Plans {
  static let here = SourceLocation(file: "r.yaml", line: 1, column: 1)

  static func id(_ name: String) -> StepID { StepID("web", StepName(name)) }

  static func step(
    _ name: String, _ phase: Phase, needs: [String] = [], _ change: (inout Step) -> Void = { _ in }
  ) -> PlannedStep {
    let isProbe = phase == .verify || phase == .cutover
    let text = SourceText("x", start: here)
    var step = Step(
      id: StepName(name), location: here, phase: phase,
      kind: isProbe ? .tcp(TCPProbe(host: text, port: text)) : .run(text))
    change(&step)
    return PlannedStep(id: id(name), step: step, service: "shop", needs: needs.map { PlannedNeed(id($0)) })
  }

  static func plan(
    _ steps: [PlannedStep], mode: RunMode = .drill, target: Target = .standard, allowances: Allowances? = nil,
    limits: Limits = Limits()
  ) -> Plan {
    Plan(
      mode: mode, site: PlannedSite(name: "Site", allowances: allowances), root: "web",
      runbooks: [PlannedRunbook(name: "web", title: "Web", path: "web.yaml", inputs: ["day": "monday"])],
      services: [PlannedService(name: "shop", runbook: "web", tier: .critical, target: target)], steps: steps,
      files: [], limits: limits)
  }

  /// restore → verify → accept, each of which lets the run go on when it fails.
  static func recovery(_ mode: RunMode = .drill, target: Target, allowances: Allowances? = nil) -> Plan {
    func goesOn(_ step: inout Step) { step.onFailure = .continue }
    return plan(
      [
        step("load", .restore, goesOn), step("check", .verify, needs: ["load"], goesOn),
        step("owner", .accept, needs: ["check"], goesOn),
      ], mode: mode, target: target, allowances: allowances)
  }
}
