internal import RecoveryPlanning
internal import RunbookModel

/// Makes a random plan of one to three runbooks.
package struct RandomPlan {
  private var chance: Chance
  /// Every step ends in one way only, whatever happened before and beside it.
  private let isDeterministic: Bool
  private let mode: RunMode
  private var steps: [PlannedStep] = []
  private var gates: [[Int]] = []

  package static func make(seed: UInt64, isDeterministic: Bool = false, mostSteps: Int = 6) -> Scenario {
    var chance = Chance(seed: seed, for: "plan")
    let mode: RunMode = chance.once(in: 2) ? .drill : .incident
    var maker = RandomPlan(chance: chance, isDeterministic: isDeterministic, mode: mode)
    return maker.make(mostSteps: mostSteps)
  }

  private init(chance: Chance, isDeterministic: Bool, mode: RunMode) {
    self.chance = chance
    self.isDeterministic = isDeterministic
    self.mode = mode
  }

  private mutating func make(mostSteps: Int) -> Scenario {
    let runbooks = (0..<chance.pick([1, 1, 2, 3])).map { RunbookName("r\($0)") }
    var services: [PlannedService] = []
    for (place, runbook) in runbooks.enumerated() {
      let tier = chance.pick(Service.Tier.allCases)
      let name = ServiceName("s\(place)")
      addSteps(of: runbook, name, tier, count: chance.int(1...mostSteps))
      services.append(PlannedService(name: name, runbook: runbook, tier: tier, target: target()))
    }
    let allowances = Allowances(detect: .seconds(60), decide: .seconds(30), mobilise: .seconds(10))
    let plan = Plan(
      mode: mode, site: PlannedSite(name: "Simulated", allowances: chance.once(in: 2) ? allowances : nil),
      root: runbooks[0],
      runbooks: runbooks.map {
        PlannedRunbook(name: $0, title: $0.text, path: "\($0).yaml", inputs: ["day": "monday"])
      },
      services: services, steps: steps, files: [],
      limits: Limits(total: chance.pick([1, 2, 3, 16]), perHost: chance.pick([1, 2, 4])))
    return Scenario(plan: plan, gates: gates)
  }

  private mutating func target() -> Target {
    Target(
      rto: chance.pick([.seconds(60), .seconds(1_800), .seconds(86_400)]),
      rpo: chance.pick([nil, .seconds(3_600), .seconds(1_000_000)]), clock: chance.pick(Target.Clock.allCases),
      until: chance.pick(Target.End.allCases))
  }

  private mutating func addSteps(of runbook: RunbookName, _ service: ServiceName, _ tier: Service.Tier, count: Int) {
    let first = steps.count
    let phases = (0..<count).map { _ in chance.pick(Phase.allCases) }.sorted()
    for phase in phases {
      let above = Array(first..<steps.count)
      var maker = RandomStep(
        chance: chance, isDeterministic: isDeterministic, above: above.map { steps[$0] }, name: "t\(steps.count)",
        phase: phase)
      let step = maker.make()
      chance = maker.chance
      let gatesAbove = step.unguarded ? [] : above.filter { steps[$0].step.isGate }
      gates.append(gatesAbove)
      let read = Set(maker.readsOutputsOf)
      let named = (maker.readsOutputsOf + maker.readsResultsOf).map { above[$0] }
      let needed = Set(needs(of: step, above: above, first: first) + gatesAbove + named)
      let planned = needed.sorted().map { index in
        PlannedNeed(steps[index].id, usesOutputs: read.contains(index - first))
      }
      steps.append(
        PlannedStep(
          id: StepID(runbook, step.id), step: step, service: service, tier: tier, needs: planned,
          excluded: step.only.flatMap { $0 == mode ? nil : .only(mode: $0) }, destination: step.on.map { "root@\($0)" },
          remaining: .seconds(chance.int(0...5))))
    }
  }

  private mutating func needs(of step: Step, above: [Int], first: Int) -> [Int] {
    var result = step.needs.above ? above : above.filter { _ in chance.once(in: 2) }
    // A step of an earlier runbook, in a phase that is not a later one.
    if first > 0, chance.once(in: 4) {
      let other = chance.int(0...(first - 1))
      if steps[other].step.phase <= step.phase { result.append(other) }
    }
    return result
  }
}
