internal import RunbookModel

/// The steps in the order in which the plan lists them, and what each of them waits for.
struct StepSequence {
  var order: [Int]
  /// All needs; a plan has the fewest that say the same.
  var needs: [[Int]]
  /// For each step, those whose outputs it can't do without.
  var outputs: [Set<Int>]
  /// Hosts whose address is only known once a step that a step waits for has given it.
  var providedHosts: [Int: Set<HostName>]

  /// Nil when steps wait for each other in a circle, as nothing else can be said of them then.
  static func make(_ table: StepTable, _ site: Site, hostUses: [HostUse], _ addresses: AddressResolver) -> (
    StepSequence?, [Diagnostic]
  ) {
    var (graph, diagnostics) = NeedsResolver.resolve(table)
    ServiceOrder.add(to: &graph, table, site)
    let (uses, unknown) = OutputUseFinder.uses(in: table)
    diagnostics += unknown
    let needs = graph.needs
    let order = StepOrder.order(needs) { number in
      number > table.ranges[table.owners[number]].lowerBound ? number - 1 : nil
    }
    guard let order else { return (nil, diagnostics + CycleReport.diagnostics(graph, table)) }
    let reachability = Reachability(needs: needs, order: order)
    diagnostics += OutputUseCheck(table: table, reachability: reachability).check(uses)
    let (provided, late) = ProvidedHosts.find(hostUses, table, addresses, reachability)
    diagnostics += late
    var outputs = Array(repeating: Set<Int>(), count: table.count)
    for use in uses where use.isRequired && !table.isExcluded(use.source) { outputs[use.step].insert(use.source) }
    for (step, provider) in ProvidedHosts.required(hostUses, addresses, provided) { outputs[step].insert(provider) }
    return (
      StepSequence(order: order, needs: needs, outputs: outputs, providedHosts: provided), diagnostics
    )
  }
}
