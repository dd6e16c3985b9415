package import RunbookModel

/// Compiles runbooks for one mode and set of inputs; the same request always gives the same plan.
package enum RecoveryPlanner {
  /// A plan, unless at least one of the diagnostics is an error; those of one file are in its order.
  package static func plan(_ request: PlanRequest) -> (plan: Plan?, diagnostics: [Diagnostic]) {
    let (assembly, diagnostics) = prepare(request)
    return (assembly?.plan, diagnostics)
  }

  /// What is wrong with a request; the same as a plan of it would say.
  package static func check(_ request: PlanRequest) -> [Diagnostic] { prepare(request).1 }

  private static func prepare(_ request: PlanRequest) -> (PlanAssembly?, [Diagnostic]) {
    let table = StepTable(request.runbooks, mode: request.mode)
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
    return (PlanAssembly(request, table, order, addresses, inputs.values), sorted)
  }
}
