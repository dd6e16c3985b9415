package import RunbookModel

/// Compiles runbooks for one mode and set of inputs; the same request always gives the same plan.
package enum RecoveryPlanner {
  /// A plan, unless at least one of the diagnostics is an error; those of one file are in its order.
  package static func plan(_ request: PlanRequest) -> (plan: Plan?, diagnostics: [Diagnostic]) {
    let (assembly, diagnostics) = prepare(request, StepTable(request))
    return (assembly?.plan, diagnostics)
  }

  /// What is wrong with a request in each of the modes, in turn; the same as plans of it would say.
  ///
  /// What it says of hosts beyond the site is about an incident.
  package static func check(_ request: PlanRequest, in modes: [RunMode]) -> [Diagnostic] {
    var request = request
    request.proves = true
    var table = StepTable(request)
    return modes.flatMap { mode in
      var request = request
      request.mode = mode
      if mode == .drill { (request.addressSet, request.hostOverrides, request.inPlace) = (nil, [:], []) }
      // A drill's table holds steps that an incident has not; without any, one table serves both modes.
      if table.mode != mode { if table.isAsWritten { table.mode = mode } else { table = StepTable(request) } }
      return prepare(request, table).1
    }
  }

  private static func prepare(_ request: PlanRequest, _ table: StepTable) -> (PlanAssembly?, [Diagnostic]) {
    let inputs = InputResolver(request)
    let hostUses = HostUse.uses(in: table)
    let addresses = AddressResolver(request, table, uses: hostUses)
    let (order, orderProblems) = StepSequence.make(table, request.site, hostUses: hostUses, addresses)
    let diagnostics =
      inputs.diagnostics + addresses.diagnostics + orderProblems
      + LiveAddressCheck.check(request, table, inputs: inputs.values)
    let sorted = diagnostics.enumerated()
      .sorted { ($0.element.location, $0.offset) < ($1.element.location, $1.offset) }.map(\.element)
    guard let order, !sorted.contains(where: { $0.severity == .error }) else { return (nil, sorted) }
    return (PlanAssembly(request, table, order, hostUses, addresses, inputs.values), sorted)
  }
}
