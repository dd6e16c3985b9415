internal import Expressions
package import RecoveryPlanning
package import RunbookModel

/// A plan with the look-ups that a run needs; steps are known by their place in the plan.
package struct PlanGraph: Sendable {
  package let plan: Plan
  private let indices: [StepID: Int]
  /// For each step, those that wait for it.
  package let dependents: [[Int]]
  /// For each step, the names in its texts, read once.
  let names: [[ValueName]]
  /// The steps of the cleanup phase.
  let cleanups: [Int]
  /// For each step, the hosts that its attempts reach: where it runs, and whose files it reads or writes.
  let hosts: [[HostName]]
  private let hostUsers: [HostName: [Int]]
  private let plannedHosts: [HostName: PlannedHost]
  /// The steps that give a host its address.
  let providers: [HostName: [Int]]
  /// In the order in which they are done.
  let breaks: [BreakPlaces]
  private let inputs: [RunbookName: [InputName: String]]

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
    names = plan.steps.map { planned in
      planned.step.interpolatedTexts.filter { $0.text.contains("{{") }
        .flatMap { InterpolatedText.parse($0).0.names.map(\.name) }
    }
    cleanups = plan.steps.indices.filter { plan.steps[$0].step.phase == .cleanup }
    self.indices = indices
    hosts = plan.steps.map(\.hosts)
    var hostUsers: [HostName: [Int]] = [:]
    var providers: [HostName: [Int]] = [:]
    for index in plan.steps.indices where plan.steps[index].excluded == nil {
      for host in hosts[index] { hostUsers[host, default: []].append(index) }
      if let provided = plan.steps[index].step.provides { providers[provided.host, default: []].append(index) }
    }
    self.hostUsers = hostUsers
    self.providers = providers
    plannedHosts = Dictionary(plan.hosts.map { ($0.name, $0) }) { first, _ in first }
    self.dependents = dependents
    breaks = BreakPlaces.all(in: plan)
    inputs = Dictionary(plan.runbooks.map { ($0.name, $0.inputs) }) { first, _ in first }
  }

  func plannedHost(_ host: HostName) -> PlannedHost? { plannedHosts[host] }

  func users(of host: HostName) -> [Int] { hostUsers[host] ?? [] }

  package func index(of id: StepID) -> Int? { indices[id] }

  package func input(_ name: InputName, of runbook: RunbookName) -> String? { inputs[runbook]?[name] }

  package func inputs(of runbook: RunbookName) -> [InputName: String] { inputs[runbook] ?? [:] }
}
