internal import Expressions
internal import RunbookModel

/// Steps that give a host its address, where that can't be right.
enum ProviderCheck {
  static func check(_ addresses: AddressResolver, _ request: PlanRequest, _ table: StepTable) -> [Diagnostic] {
    addresses.providedHosts.flatMap { host in
      let providers = addresses.providers(of: host)
      return several(providers, of: host, table) + providers.compactMap { fixed($0, request, table) }
    }
  }

  /// Two steps may give one host its address only where conditions choose between them.
  private static func several(_ providers: [Int], of host: HostName, _ table: StepTable) -> [Diagnostic] {
    guard let first = providers.first, providers.contains(where: { table.steps[$0].condition == nil }) else {
      return []
    }
    return providers.dropFirst().map { number in
      let step = table.steps[number]
      return Diagnostic(
        "step \"\(table.title(of: number))\" gives host \"\(host)\" an address, and so does \"\(table.title(of: first))\"",
        at: step.provides?.address.start ?? step.location,
        hint: "let one step give it, or let an `if` on each of them choose between them",
        notes: [.init("the other step stands here", at: table.steps[first].location)])
    }
  }

  /// What is only known once the step is over is looked at then; `live_ok` excuses no host that a drill works on.
  private static func fixed(_ number: Int, _ request: PlanRequest, _ table: StepTable) -> Diagnostic? {
    guard let address = table.steps[number].provides?.address, InterpolatedText.parse(address).0.names.isEmpty else {
      return nil
    }
    if let problem = AddressText.problem(of: address.text) {
      return Diagnostic("\"\(address.text)\" can't be the address of a host", at: address.start, hint: problem)
    }
    guard request.mode == .drill, table.steps[number].liveOK != nil, let live = request.site.liveHost(at: address.text)
    else { return nil }
    return Diagnostic(
      "step \"\(table.steps[number].id)\" gives the live address of \"\(live.name)\", and a drill never touches what is "
        + "live",
      at: address.start, hint: "give the drill a machine of its own",
      notes: [.init("the live host stands here", at: live.location)])
  }
}
