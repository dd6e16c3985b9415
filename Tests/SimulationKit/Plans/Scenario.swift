package import RecoveryPlanning

/// A plan with what the simulation must know of it beside: its gates, which the plan holds as needs only.
package struct Scenario: Sendable {
  package var plan: Plan
  /// For each step, the gates above it that it may not pass.
  package var gates: [[Int]]

  package init(plan: Plan, gates: [[Int]]) {
    self.plan = plan
    self.gates = gates
  }
}

/// What a simulated plan and world may contain.
package enum Fault: String, Hashable, Sendable, CaseIterable {
  case crashes, reboots, wallJumps, sleeps, journalRefuses, journalLies, stops, failures, unknowns, connections
  case lateReports, doubleReports, badAnswers, silence, clockStamps
}
