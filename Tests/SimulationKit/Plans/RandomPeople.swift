internal import RecoveryPlanning
internal import RunbookModel

/// Gives a random plan steps that ask people, and a site that has some.
struct RandomPeople {
  private var chance: Chance
  private let isDeterministic: Bool
  private var plan: Plan

  static let people = [
    PlannedPerson(name: "matthew", roles: ["operator", "sales"], contact: "ext. 101"),
    PlannedPerson(name: "ruth", roles: ["sales"], contact: "ext. 204"),
    PlannedPerson(name: "ann", roles: ["sales", "network"]), PlannedPerson(name: "joe"),
  ]

  static func add(to scenario: inout Scenario, seed: UInt64, isDeterministic: Bool) {
    var maker = RandomPeople(
      chance: Chance(seed: seed, for: "people"), isDeterministic: isDeterministic, plan: scenario.plan)
    maker.plan.site.people = people
    for index in maker.plan.steps.indices where maker.mayAsk(index) && maker.chance.once(in: 3) { maker.ask(index) }
    scenario.plan = maker.plan
  }

  private func mayAsk(_ index: Int) -> Bool {
    let step = plan.steps[index].step
    return step.kind.word == .run && step.provides == nil && step.outputs.allSatisfy { $0 == "out" }
  }

  private mutating func ask(_ index: Int) {
    var step = plan.steps[index].step
    step.on = nil
    step.polling = nil
    step.with = []
    step.timeout = chance.once(in: 2) || isDeterministic ? nil : chance.seconds(5...600)
    if step.outputs.isEmpty { step.kind = question(index) } else { step.kind = manual() }
    if chance.once(in: 2) { step.role = chance.pick(["sales", "network"]) }
    plan.steps[index].step = step
    plan.steps[index].destination = nil
    plan.steps[index].needs = plan.steps[index].needs.map { PlannedNeed($0.step) }
    if case .decide = step.kind { read(index) }
  }

  private mutating func manual() -> StepKind {
    let fields = [ManualTask.Field(name: "out", type: chance.pick([.text, .number, .time]))]
    return .manual(
      ManualTask(
        instructions: text("Plug it in, it is {{ inputs.day }}"), fields: fields,
        patience: Patience(onTimeout: chance.pick([nil, .fail, .skip]))))
  }

  private mutating func question(_ index: Int) -> StepKind {
    switch chance.int(1...3) {
    case 1: return .manual(ManualTask(instructions: text("Plug it in"), patience: Patience(onTimeout: .skip)))
    case 2:
      return .approve(
        Approval(
          by: chance.pick(["sales", "sales", "network"]), question: text("Does it work?"), count: chance.int(1...2),
          excludesStarter: chance.once(in: 3), patience: Patience(onTimeout: chance.pick([nil, .fail, .approve]))))
    default:
      return .decide(
        Decision(
          question: text("Which way?"), options: [Decision.Option(name: "left"), Decision.Option(name: "right")],
          facts: [Decision.Fact(name: "day", value: text("{{ inputs.night }}"))],
          by: chance.once(in: 2) ? "sales" : nil,
          patience: Patience(onTimeout: chance.pick([nil, .fail, .choose("left")]))))
    }
  }

  /// Steps below do something only where it was decided so.
  private mutating func read(_ index: Int) {
    let id = plan.steps[index].id
    for other in plan.steps.indices where other > index && plan.steps[other].id.runbook == id.runbook {
      guard chance.once(in: 4), plan.steps[index].excluded == nil else { continue }
      plan.steps[other].step.condition = text("decisions.\(id.step) == \"left\"")
      if !plan.steps[other].needs.contains(where: { $0.step == id }) { plan.steps[other].needs.append(PlannedNeed(id)) }
    }
  }

  private func text(_ text: String) -> SourceText {
    SourceText(text, start: SourceLocation(file: "r.yaml", line: 1, column: 1))
  }
}
