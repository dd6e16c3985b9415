package import RecoveryPlanning
internal import RunbookModel

/// A plan with what the simulation must know of it beside: its gates, which the plan holds as needs only.
package struct Scenario: Sendable {
  package var plan: Plan
  /// For each step, the gates above it that it may not pass.
  package var gates: [[Int]]

  package init(plan: Plan, gates: [[Int]]) {
    self.plan = plan
    self.gates = gates
  }

  /// The same without these steps: what waited for one of them doesn't any more.
  func leavingOut(_ steps: Set<Int>) -> Scenario {
    guard !steps.isEmpty else { return self }
    let kept = plan.steps.indices.filter { !steps.contains($0) }
    let places = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
    let ids = Set(kept.map { plan.steps[$0].id })
    let names = Set(kept.map { plan.steps[$0].id.runbook })
    var smaller = self
    smaller.plan.steps = kept.map { index in
      var step = plan.steps[index]
      step.needs.removeAll { !ids.contains($0.step) }
      return step
    }
    smaller.plan.services.removeAll { !names.contains($0.runbook) }
    smaller.gates = kept.map { gates[$0].compactMap { places[$0] } }
    return smaller
  }
}
