internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// DESIGN.md section 3, items 8 and 13: checks are seen red before there are data, breaks are done and mended one by one.
extension Simulation {
  func requireProofInTurn(_ attempt: AttemptID) {
    guard !hasLostEntries, let index = plan.steps.firstIndex(where: { $0.id == attempt.step }),
      let proof = plan.steps[index].proof, let state = driver?.machine.state
    else { return }
    func hasBegun(_ holds: (PlannedStep) -> Bool) -> Bool {
      begun.contains { attempt in plan.steps.first { $0.id == attempt.step }.map(holds) ?? false }
    }
    let runbook = attempt.step.runbook
    if hasBegun({ $0.step.phase == .cleanup && ($0.id.runbook == runbook || proof.damage != nil) }) { violate("cleanup last", "\(attempt) starts after a cleanup step") }
    switch proof {
    case .seenRed:
      if hasBegun({ $0.id.runbook == runbook && $0.proof == nil && $0.step.phase > .install && $0.excluded == nil }) {
        violate("seen red before there are data", "\(attempt) starts too late")
      }
    case .damage(let name):
      for (other, record) in zip(plan.steps, state.steps) where other.proof?.damage != nil {
        let isOwn = other.id.runbook == runbook && other.proof?.damage == name
        guard !isOwn, case .damage(let broken) = other.proof, !record.attempts.isEmpty else { continue }
        if !isMended(broken, of: other.id.runbook, state) {
          violate("one break at a time", "\(attempt) starts, and \(other.id) is not mended")
        }
      }
    case .noticing(let name, _):
      let damage = plan.steps.indices.first {
        plan.steps[$0].id.runbook == runbook && plan.steps[$0].proof == .damage(name)
      }
      if damage.map({ state.steps[$0].outcome != .passed }) ?? false {
        violate("a break is done before checks look", "\(attempt) starts")
      }
    case .mending, .mended: break
    }
  }

  private func isMended(_ name: StepName, of runbook: RunbookName, _ state: RunState) -> Bool {
    zip(plan.steps, state.steps).allSatisfy { step, record in
      guard step.id.runbook == runbook, step.proof?.damage == name else { return true }
      switch step.proof {
      case .mending: return record.outcome == .passed
      case .mended: return record.outcome == .passed || record.outcome == .excluded
      default: return record.outcome != nil
      }
    }
  }

  /// By the reports themselves.
  func requireSeenRed(_ state: RunState, _ require: (Bool, @autoclosure () -> String) -> Void) {
    for (step, record) in zip(plan.steps, state.steps) {
      guard case .seenRed(let check) = step.proof, state[check]?.outcome != .excluded else { continue }
      let report = record.attempts.last?.report
      require(
        record.outcome == .excluded || report?.result == .failed && report?.finding == .failed,
        "\(check) was not seen red")
    }
  }
}
