internal import Expressions
package import RecoveryPlanning
package import RunbookModel

/// A plan with the look-ups that a run needs; steps are known by their place in the plan.
package struct PlanGraph: Sendable {
  package private(set) var plan: Plan
  private let indices: [StepID: Int]
  /// For each step, those that wait for it.
  package let dependents: [[Int]]
  /// For each step, the names in its texts, read once.
  private(set) var names: [[ValueName]]
  /// The steps of the cleanup phase.
  let cleanups: [Int]
  /// For each step, the hosts that its attempts reach: where it runs, and whose files it reads or writes.
  private(set) var hosts: [[HostName]]
  private var hostUsers: [HostName: [Int]]
  private let plannedHosts: [HostName: PlannedHost]
  /// The steps that give a host its address.
  private(set) var providers: [HostName: [Int]]
  /// In the order in which they are done.
  let breaks: [BreakPlaces]
  private var inputs: [RunbookName: [InputName: String]]
  /// For each step that can be taken back, the one that does so.
  let undoing: [Int: Int]

  package init(_ plan: Plan) {
    self.plan = plan
    var indices: [StepID: Int] = [:]
    indices.reserveCapacity(plan.steps.count)
    for (index, step) in plan.steps.enumerated() { indices[step.id] = index }
    var dependents: [[Int]] = Array(repeating: [], count: plan.steps.count)
    for (index, step) in plan.steps.enumerated() {
      for need in step.needs {
        if let needed = indices[need.step] { dependents[needed].append(index) }
      }
    }
    names = plan.steps.map(Self.names)
    cleanups = plan.steps.indices.filter { plan.steps[$0].step.phase == .cleanup && plan.steps[$0].undoes == nil }
    var undoing: [Int: Int] = [:]
    for (index, step) in plan.steps.enumerated() {
      if let undone = step.undoes.flatMap({ indices[$0] }) { undoing[undone] = index }
    }
    self.undoing = undoing
    self.indices = indices
    hosts = plan.steps.map(\.hosts)
    (hostUsers, providers) = Self.uses(plan, hosts)
    plannedHosts = Dictionary(plan.hosts.map { ($0.name, $0) }) { first, _ in first }
    self.dependents = dependents
    breaks = BreakPlaces.all(in: plan)
    inputs = Dictionary(plan.runbooks.map { ($0.name, $0.inputs) }) { first, _ in first }
  }

  private static func names(in planned: PlannedStep) -> [ValueName] {
    planned.step.interpolatedTexts.filter { $0.text.contains("{{") }
      .flatMap { InterpolatedText.parse($0).0.names.map(\.name) }
  }

  /// Which steps reach each host, and which give it its address; what is taken back reaches hosts, too.
  private static func uses(_ plan: Plan, _ hosts: [[HostName]]) -> ([HostName: [Int]], [HostName: [Int]]) {
    var users: [HostName: [Int]] = [:]
    var providers: [HostName: [Int]] = [:]
    for index in plan.steps.indices where plan.steps[index].excluded == nil || plan.steps[index].undoes != nil {
      for host in hosts[index] { users[host, default: []].append(index) }
      if let provided = plan.steps[index].step.provides { providers[provided.host, default: []].append(index) }
    }
    return (users, providers)
  }

  /// Puts another step in the place of one, under the same id; what was derived from the old one follows.
  mutating func replace(_ index: Int, with step: PlannedStep) {
    plan.steps[index] = step
    names[index] = Self.names(in: step)
    hosts[index] = step.hosts
    (hostUsers, providers) = Self.uses(plan, hosts)
  }

  /// Gives an input of a runbook another value.
  mutating func setInput(_ name: InputName, of runbook: RunbookName, to value: String) {
    inputs[runbook]?[name] = value
    for place in plan.runbooks.indices where plan.runbooks[place].name == runbook {
      plan.runbooks[place].inputs[name] = value
    }
  }

  func plannedHost(_ host: HostName) -> PlannedHost? { plannedHosts[host] }

  func users(of host: HostName) -> [Int] { hostUsers[host] ?? [] }

  package func index(of id: StepID) -> Int? { indices[id] }

  package func input(_ name: InputName, of runbook: RunbookName) -> String? { inputs[runbook]?[name] }

  package func inputs(of runbook: RunbookName) -> [InputName: String] { inputs[runbook] ?? [:] }
}
