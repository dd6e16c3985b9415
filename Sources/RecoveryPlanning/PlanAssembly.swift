internal import RunbookModel

/// Puts a plan together once nothing is wrong any more.
struct PlanAssembly {
  private let request: PlanRequest
  private let table: StepTable
  private let sequence: StepSequence
  private let hostUses: [HostUse]
  private let addresses: AddressResolver
  private let inputs: [RunbookName: [InputName: String]]
  private let hosts: [HostName: Host]
  private let services: [ServiceName: Service]

  init(
    _ request: PlanRequest, _ table: StepTable, _ sequence: StepSequence, _ hostUses: [HostUse],
    _ addresses: AddressResolver, _ inputs: [RunbookName: [InputName: String]]
  ) {
    self.request = request
    self.table = table
    self.sequence = sequence
    self.hostUses = hostUses
    self.addresses = addresses
    self.inputs = inputs
    hosts = Dictionary(request.site.hosts.map { ($0.name, $0) }) { first, _ in first }
    services = Dictionary(request.site.services.map { ($0.name, $0) }) { first, _ in first }
  }

  var plan: Plan {
    var plan = Plan(
      mode: request.mode,
      site: PlannedSite(request.site),
      root: request.root.name, runbooks: request.runbooks.map(planned), services: plannedServices, steps: steps,
      files: request.files.sorted { $0.path < $1.path }, limits: request.site.limits,
      addresses: addresses.destinations.mapValues(AddressText.host(of:)))
    if !request.runbooks.contains(where: { $0.name == request.root.name }) { plan.set = planned(request.root) }
    if plan.steps.contains(where: { $0.step.undo != nil }) {
      plan.addUndoSteps(beside: Dictionary(table.runbooks.map { ($0.name, AddedNames($0)) }) { first, _ in first })
    }
    PlannedHosts(request, table, hostUses, addresses).add(to: &plan)
    return plan
  }

  private func planned(_ runbook: Runbook) -> PlannedRunbook {
    var planned = PlannedRunbook(
      name: runbook.name, title: runbook.title, path: request.paths[runbook.name] ?? runbook.location.file,
      service: runbook.service, strategy: runbook.strategy, purpose: runbook.purpose, scenario: runbook.scenario,
      scope: runbook.scope, exclusions: runbook.exclusions, inputs: inputs[runbook.name] ?? [:],
      secrets: runbook.secrets, breaks: runbook.breaks.count)
    planned.risk = runbook.risk
    return planned
  }

  private var plannedServices: [PlannedService] {
    request.runbooks.compactMap { runbook in
      guard let service = runbook.service.flatMap({ services[$0] }) else { return nil }
      var planned = PlannedService(
        name: service.name, runbook: runbook.name, tier: service.tier, target: service.target,
        dependsOn: service.dependsOn, owner: service.owner, costPerHour: service.costPerHour,
        fallback: service.fallback)
      planned.vendor = request.site.vendors.first { $0.key == service.vendor }.map { PlannedVendor($0) }
      return planned
    }
  }

  private var steps: [PlannedStep] {
    let fewest = NeedsReduction.reduce(sequence.needs, order: sequence.order, isExcluded: table.isExcluded)
    let lengths = PathLengths(table, needs: fewest, order: sequence.order)
    let ids = table.steps.indices.map(table.id(of:))
    var places = Array(repeating: 0, count: table.count)
    for (place, number) in sequence.order.enumerated() { places[number] = place }
    return sequence.order.map { number in
      let step = step(number)
      let service = table.runbooks[table.owners[number]].service
      let outputs = sequence.outputs[number]
      var needs = fewest[number]
      if !outputs.isEmpty { needs = Array(outputs.union(needs)) }
      if needs.count > 1 { needs.sort { places[$0] < places[$1] } }
      var planned = PlannedStep(
        id: ids[number], step: step, service: service, tier: service.flatMap { services[$0]?.tier } ?? .routine,
        needs: needs.map { PlannedNeed(ids[$0], usesOutputs: outputs.contains($0)) },
        excluded: table.isExcluded(number) ? step.only.map(PlannedExclusion.only) : nil,
        destination: destination(of: step, number), become: step.become ?? step.on.flatMap { hosts[$0]?.become },
        endBecome: endBecome(of: step), remaining: lengths.remaining[number],
        critical: lengths.isCritical[number] && table.proofs[number] == nil)
      planned.proof = table.proofs[number]
      planned.healthOf = table.health[number]
      planned.unseen = table.unseen[number]
      // What only proves a check compares as that check does.
      planned.knownGoodFile = request.knownGood[planned.proof?.check ?? ids[number]]
      return planned
    }
  }

  /// Without the address that it would give a host for which a person named one.
  private func step(_ number: Int) -> Step {
    var step = table.steps[number]
    if let provided = step.provides, addresses.isTold(provided.host) { step.provides = nil }
    return step
  }

  private func endBecome(of step: Step) -> [HostName: Become] {
    guard step.kindWord == .copy else { return [:] }
    var found: [HostName: Become] = [:]
    for host in HostUse.hosts(of: step) { found[host] = step.become ?? hosts[host]?.become }
    return found
  }

  /// What a step of this run gives is only known once that step is over.
  private func destination(of step: Step, _ number: Int) -> String? {
    guard let host = step.on, sequence.providedHosts[number]?.contains(host) != true else { return nil }
    return addresses.chosen[host]?.destination
  }
}
