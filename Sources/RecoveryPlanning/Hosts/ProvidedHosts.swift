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
      guard let first = providers.first else { continue }
      let steps = Array(Set(uses.map(\.step)))
      let waiters = providers.reduce(into: Set<Int>()) { $0.formUnion(reachability.waiters(for: $1, among: steps)) }
      for waiter in waiters { provided[waiter, default: []].insert(host) }
      guard addresses.destinations[host] == nil else { continue }
      for use in uses where !waiters.contains(use.step) {
        diagnostics.append(
          Diagnostic(
            "step \"\(table.steps[use.step].id)\" uses host \"\(host)\" before \"\(table.title(of: first))\" has given it "
              + "an address",
            at: use.location, hint: "let it wait: add \"\(table.title(of: first))\" to its `needs`",
            notes: [.init("the address is given here", at: table.steps[first].location)]))
      }
    }
    return (provided, diagnostics)
  }
}
