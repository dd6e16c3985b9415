import RecoveryPlanning
import RunCore
import RunbookModel

/// A drill with one check that is seen red and two breaks.
enum ProofPlans {
  static let check = Plans.id("check")

  static func step(_ name: String, _ phase: Phase, _ proof: Proof, needs: [String]) -> PlannedStep {
    var step = Plans.step(name, phase, needs: needs)
    if proof.check != nil { step.step.kind = Plans.step("x", .verify).step.kind }
    if case .seenRed = proof {} else { step.step.onFailure = .continue }
    step.proof = proof
    return step
  }

  static func broken(_ name: StepName, after: String) -> [PlannedStep] {
    [
      step("break-\(name)", .accept, .damage(name), needs: [after]),
      step("noticing-\(name)", .accept, .noticing(name, check: check), needs: ["break-\(name)"]),
      step("mend-\(name)", .accept, .mending(name), needs: ["noticing-\(name)"]),
      step("mended-\(name)", .accept, .mended(name, check: check), needs: ["mend-\(name)"]),
    ]
  }

  static func plan(breaks: Bool = true, target: Target = Target(rto: .seconds(1_800))) -> Plan {
    var steps = [
      Plans.step("install", .install),
      step("seen-red", .install, .seenRed(of: check), needs: ["install"]),
      Plans.step("load", .restore, needs: ["seen-red"]),
      Plans.step("check", .verify, needs: ["load"]),
    ]
    if breaks { steps += broken("off", after: "check") + broken("lost", after: "mended-off") }
    steps.append(Plans.step("tidy", .cleanup, needs: [breaks ? "mended-lost" : "check"]))
    return Plans.plan(steps, target: target)
  }
}

extension AttemptReport {
  static func found(_ finding: CheckFinding, _ message: String? = nil) -> AttemptReport {
    var report = AttemptReport(finding == .held ? .succeeded : .failed, message: message)
    report.finding = finding
    return report
  }
}

extension Driven {
  /// Runs the plan to its end, a second a step; what isn't named goes well: a trial fails, everything else holds.
  static func proving(_ plan: Plan, _ reports: [String: AttemptReport]) -> Driven {
    var run = Driven(plan)
    var second = 1.0
    run.hear(.sessionOpened(Tale.session), at: 0)
    while run.machine.state.ending == nil, second < 200 {
      let requests = run.requests
      if requests.isEmpty { run.hear(.woke, at: second) }
      for request in requests {
        run.hear(.attemptFinished(request.attempt, report(for: request, reports)), at: second)
      }
      second += 1
    }
    return run
  }

  private static func report(for request: AttemptRequest, _ reports: [String: AttemptReport]) -> AttemptReport {
    if let report = reports[request.step.id.step.text] { return report }
    switch request.step.proof {
    case .seenRed, .noticing: return .found(.failed, "nothing there")
    case .mended: return .found(.held)
    case .damage, .mending, nil: return request.step.step.isCheck ? .found(.held) : AttemptReport(.succeeded)
    }
  }
}
