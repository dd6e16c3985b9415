internal import RunbookModel

/// What a plan says about time and what can run side by side, by budgets alone; steps are named by their place in it.
struct PlanTimes: Sendable {
  /// How long a service takes by budgets, beside what it may take.
  struct ServiceTime: Sendable {
    var service: ServiceName
    var tier: Service.Tier
    /// From the start of the run to the end of its last verify or cutover step.
    var planned: Duration
    /// What passes before a run starts, where the target counts from the disruption.
    var allowance: Duration?
    /// Recovery time objective.
    var rto: Duration

    /// What is left of the objective; less than nothing when the budgets alone miss it.
    var slack: Duration { rto - planned - (allowance ?? .zero) }
  }

  /// For each step the number of its stage, counted from 1: the first in which everything that it needs is over.
  ///
  /// Steps of one stage may run at the same time; 0 is the stage of those that the mode leaves out.
  private(set) var stages: [Int]
  /// The steps that the mode doesn't leave out, stage after stage.
  private(set) var order: [Int]
  /// The longest way to the end of verify and cutover; empty when no step has a budget.
  private(set) var criticalPath: [Int] = []
  private(set) var criticalTime = Duration.zero
  private(set) var services: [ServiceTime] = []
  /// How many of the steps that their authors could give a budget have none.
  private(set) var unbudgeted = 0

  init(_ plan: Plan) {
    var places = NeededPlaces(of: plan)
    var ends = Array(repeating: Duration.zero, count: plan.steps.count)
    stages = Array(repeating: 0, count: plan.steps.count)
    for place in plan.steps.indices where plan.steps[place].excluded == nil {
      var (stage, start) = (0, Duration.zero)
      for need in plan.steps[place].needs {
        guard let needed = places.place(of: need.step, neededBy: place) else { continue }
        stage = max(stage, stages[needed])
        start = max(start, ends[needed])
      }
      let length = plan.steps[place].step.plannedTime
      stages[place] = stage + 1
      ends[place] = start + length
      if plan.steps[place].critical {
        criticalPath.append(place)
        criticalTime += length
      }
      if length == .zero, plan.steps[place].step.budget == nil, !plan.steps[place].isAdded { unbudgeted += 1 }
    }
    order = Self.sorted(stages)
    services = plan.services.map { Self.time(of: $0, in: plan, ends) }
  }

  /// Whether some steps can run side by side.
  var hasSideBySide: Bool { (stages.max() ?? 0) < order.count }

  /// By counting, as the stages are as many as the steps at most.
  private static func sorted(_ stages: [Int]) -> [Int] {
    var starts = Array(repeating: 0, count: (stages.max() ?? 0) + 1)
    for stage in stages where stage > 0 { starts[stage] += 1 }
    var sum = 0
    for stage in starts.indices {
      (starts[stage], sum) = (sum, sum + starts[stage])
    }
    var order = Array(repeating: 0, count: sum)
    for (place, stage) in stages.enumerated() where stage > 0 {
      order[starts[stage]] = place
      starts[stage] += 1
    }
    return order
  }

  private static func time(of service: PlannedService, in plan: Plan, _ ends: [Duration]) -> ServiceTime {
    var (own, proven): (Duration?, Duration?)
    for place in plan.steps.indices
    where plan.steps[place].excluded == nil && plan.steps[place].id.runbook == service.runbook {
      let phase = plan.steps[place].step.phase
      guard phase.countsForRecovery else { continue }
      own = max(own ?? .zero, ends[place])
      if phase >= .verify { proven = max(proven ?? .zero, ends[place]) }
    }
    return ServiceTime(
      service: service.name, tier: service.tier, planned: proven ?? own ?? .zero,
      allowance: service.target.clock == .disruption ? plan.site.allowances?.total : nil, rto: service.target.rto)
  }
}

/// Finds the places of steps that others need; most need the one right before them, and that takes no table.
private struct NeededPlaces {
  private let steps: [PlannedStep]
  private var table: [StepID: Int]?

  init(of plan: Plan) { steps = plan.steps }

  mutating func place(of id: StepID, neededBy place: Int) -> Int? {
    if place > 0, steps[place - 1].id == id { return place - 1 }
    if table == nil { table = Dictionary(steps.indices.map { (steps[$0].id, $0) }) { first, _ in first } }
    return table?[id]
  }
}
