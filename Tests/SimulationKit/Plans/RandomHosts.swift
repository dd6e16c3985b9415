internal import RecoveryPlanning
internal import RunbookModel

/// Gives a random plan its hosts: some that the site knows, some whose address a step gives, and points by their clocks.
struct RandomHosts {
  private var chance: Chance
  private var plan: Plan

  static let live = "root@live"
  static let words: [OutputName] = ["address", "key"]

  static func add(to scenario: inout Scenario, seed: UInt64, isDeterministic: Bool) {
    var maker = RandomHosts(chance: Chance(seed: seed, for: "hosts"), plan: scenario.plan)
    maker.addKnown()
    if !isDeterministic { maker.addUnsteady() }
    scenario.plan = maker.plan
  }

  private init(chance: Chance, plan: Plan) {
    self.chance = chance
    self.plan = plan
  }

  private mutating func addKnown() {
    plan.liveDestinations = [Self.live]
    for name in ["h0", "h1"] {
      let destination = "root@\(name)"
      plan.hosts.append(
        PlannedHost(
          name: HostName(name), destination: destination, isShared: chance.once(in: 4),
          keys: chance.once(in: 2) ? [SimulatedHost.key(of: destination)] : []))
    }
  }

  private mutating func addUnsteady() {
    for index in plan.steps.indices where isScript(index) && plan.steps[index].step.on == nil && chance.once(in: 8) {
      let copy = Copy(from: text("h\(chance.int(0...1)):/from"), to: text("/to"))
      plan.steps[index].step.kind = .copy(copy)
    }
    for runbook in plan.runbooks.map(\.name) {
      let own = plan.steps.indices.filter { plan.steps[$0].id.runbook == runbook }
      if chance.once(in: 2) { addProvided(HostName("g-\(runbook)"), own) }
      addPoints(own)
    }
  }

  private mutating func addProvided(_ host: HostName, _ own: [Int]) {
    let makers = own.filter { isScript($0) && plan.steps[$0].excluded == nil }
    guard !makers.isEmpty else { return }
    let maker = makers[chance.int(0...(makers.count - 1))]
    let id = plan.steps[maker].id
    plan.steps[maker].step.outputs += Self.words
    plan.steps[maker].step.provides = ProvidedHost(
      host: host, address: text("{{ steps.\(id.step).address }}"),
      hostKey: chance.once(in: 2) ? text("{{ steps.\(id.step).key }}") : nil)
    let destination = chance.once(in: 5) ? "root@\(host)" : nil
    plan.hosts.append(PlannedHost(name: host, destination: destination))
    for index in own where index > maker && plan.steps[index].step.kind.word != .wait && chance.once(in: 2) {
      plan.steps[index].step.on = host
      plan.steps[index].destination = destination
      need(id, by: index, usesOutputs: destination == nil)
    }
  }

  /// The time of what a step restores comes from an output of one that ran on a host.
  private mutating func addPoints(_ own: [Int]) {
    for index in own where plan.steps[index].step.phase == .restore && chance.once(in: 2) {
      let sources = own.filter { $0 < index && isScript($0) && plan.steps[$0].step.on?.text.hasPrefix("h") == true }
      guard let source = sources.last, plan.steps[source].excluded == nil else { continue }
      let id = plan.steps[source].id
      if !plan.steps[source].step.outputs.contains("taken") { plan.steps[source].step.outputs.append("taken") }
      plan.steps[index].step.recoveryPoint = text("{{ steps.\(id.step).taken }}")
      need(id, by: index, usesOutputs: false)
    }
  }

  private mutating func need(_ id: StepID, by index: Int, usesOutputs: Bool) {
    if let place = plan.steps[index].needs.firstIndex(where: { $0.step == id }) {
      if usesOutputs { plan.steps[index].needs[place].usesOutputs = true }
    } else {
      plan.steps[index].needs.append(PlannedNeed(id, usesOutputs: usesOutputs))
    }
  }

  private func isScript(_ index: Int) -> Bool { plan.steps[index].step.kind.word == .run }

  private func text(_ text: String) -> SourceText {
    SourceText(text, start: SourceLocation(file: "r.yaml", line: 1, column: 1))
  }
}
