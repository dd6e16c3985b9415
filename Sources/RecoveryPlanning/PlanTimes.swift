package import RunbookModel

/// What a plan says about time and what can run side by side, by budgets alone.
package struct PlanTimes: Hashable, Sendable {
  /// How long a service takes by budgets, beside what it may take.
  package struct ServiceTime: Hashable, Sendable, Codable {
    package var service: ServiceName
    package var tier: Service.Tier
    /// From the start of the run to the end of its last verify or cutover step.
    @DurationText package var planned: Duration
    /// What passes before a run starts, where the target counts from the disruption.
    @OptionalDurationText package var allowance: Duration?
    /// Recovery time objective.
    @DurationText package var rto: Duration
  }

  /// Steps that may run at the same time, each in the first group in which everything that it needs is over.
  package private(set) var stages: [[StepID]]
  /// The longest way to the end of verify and cutover; empty when no step has a budget.
  package private(set) var criticalPath: [StepID]
  package private(set) var criticalTime: Duration
  package private(set) var services: [ServiceTime]
  /// How many steps that do something have no budget, of how many.
  package private(set) var unbudgeted: Int
  package private(set) var steps: Int

  package init(_ plan: Plan) {
    var stage: [StepID: Int] = [:]
    var end: [StepID: Duration] = [:]
    var stages: [[StepID]] = []
    let included = plan.steps.filter { $0.excluded == nil }
    for planned in included {
      let number = planned.needs.compactMap { stage[$0.step] }.max().map { $0 + 1 } ?? 0
      stage[planned.id] = number
      if number == stages.count { stages.append([]) }
      stages[number].append(planned.id)
      end[planned.id] = (planned.needs.compactMap { end[$0.step] }.max() ?? .zero) + planned.step.plannedTime
    }
    self.stages = stages
    criticalPath = included.filter(\.critical).map(\.id)
    criticalTime = included.filter(\.critical).reduce(.zero) { $0 + $1.step.plannedTime }
    steps = included.count
    unbudgeted = included.count { $0.step.plannedTime == .zero && $0.step.budget == nil }
    services = plan.services.map { service in
      let own = included.filter { $0.id.runbook == service.runbook && $0.step.phase.countsForRecovery }
      let proving = own.filter { $0.step.phase >= .verify }
      let planned = (proving.isEmpty ? own : proving).compactMap { end[$0.id] }.max() ?? .zero
      let allowance = service.target.clock == .disruption ? plan.site.allowances?.total : nil
      return ServiceTime(
        service: service.name, tier: service.tier, planned: planned, allowance: allowance, rto: service.target.rto)
    }
  }
}

extension PlanTimes.ServiceTime {
  /// What is left of the objective; less than nothing when the budgets alone miss it.
  package var slack: Duration { rto - planned - (allowance ?? .zero) }
}
