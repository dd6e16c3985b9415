internal import RunbookModel

/// Hosts that only exist once a step has made them.
enum ProvidedHosts {
  /// For each step, the hosts whose address it gets from a step above; and who would come too early for one.
  static func find(
    _ uses: [HostUse], _ table: StepTable, _ addresses: AddressResolver, _ reachability: Reachability
  ) -> ([Int: Set<HostName>], [Diagnostic]) {
    var provided: [Int: Set<HostName>] = [:]
    var diagnostics: [Diagnostic] = []
    for (host, uses) in Dictionary(grouping: uses, by: \.host).sorted(by: { $0.key < $1.key }) {
      let providers = addresses.providers(of: host)
      guard !providers.isEmpty else { continue }
      let steps = Array(Set(uses.map(\.step)))
      let isKnown = addresses.chosen[host]?.destination != nil
      for provider in providers {
        let waiters = reachability.waiters(for: provider, among: steps)
        for waiter in waiters { provided[waiter, default: []].insert(host) }
        // A step that works on the host before may do so at the address that the site has for it.
        diagnostics += uses.filter { !waiters.contains($0.step) && !($0.way == .on && isKnown) }
          .map { early($0, before: provider, table) }
      }
    }
    return (provided, diagnostics)
  }

  /// For each step, those without which a host that it uses has no address: it can't do without them.
  static func required(
    _ uses: [HostUse], _ addresses: AddressResolver, _ provided: [Int: Set<HostName>]
  ) -> [(step: Int, provider: Int)] {
    uses.compactMap { use in
      let providers = addresses.providers(of: use.host)
      // Of several, which have conditions, only some will give one.
      guard providers.count == 1, let provider = providers.first, provided[use.step]?.contains(use.host) == true else {
        return nil
      }
      return (use.step, provider)
    }
  }

  private static func early(_ use: HostUse, before provider: Int, _ table: StepTable) -> Diagnostic {
    let title = table.title(of: provider)
    return Diagnostic(
      "step \"\(table.steps[use.step].id)\" uses host \"\(use.host)\" before \"\(title)\" has given it an address",
      at: use.location, hint: "let it wait: add \"\(title)\" to its `needs`",
      notes: [.init("the address is given here", at: table.steps[provider].location)])
  }
}
