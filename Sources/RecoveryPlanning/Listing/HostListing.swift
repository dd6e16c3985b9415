internal import RunbookModel

/// The hosts of a plan, how each is reached, and what chose its address.
struct HostListing {
  var plan: Plan
  var width: Int

  var lines: [String] {
    guard !plan.hosts.isEmpty else { return [] }
    let rows = [("Host", "Address", "Chosen by")] + plan.hosts.map { ($0.name.text, address(of: $0), reason(for: $0)) }
    let names = rows.map { ListingText.width(of: $0.0) }.max() ?? 0
    let addresses = min(rows.map { ListingText.width(of: $0.1) }.max() ?? 0, max(12, width * 4 / 10))
    let rest = max(20, width - names - addresses - 4)
    return rows.flatMap { name, address, reason in
      let reasons = ListingText.wrap(reason, width: rest)
      // An address is never cut: it is what a person compares.
      let head = ListingText.pad(name, to: names) + "  " + ListingText.pad(address, to: addresses) + "  "
      return reasons.enumerated().map { index, line in
        index == 0 ? head + line : String(repeating: " ", count: names + addresses + 4) + line
      }
    } + [""]
  }

  private func address(of host: PlannedHost) -> String {
    ListingText.harmless(host.destination ?? "known in the run")
  }

  private func reason(for host: PlannedHost) -> String {
    if host.inPlace { return "--in-place: THE LIVE HOST" }
    guard let set = host.set else {
      let steps = host.providers.map(plan.title(of:)).joined(separator: " or ")
      return steps.isEmpty ? "--host" : "step \(steps)"
    }
    return host.isShared ? "`both`, only read from" : "`\(set)`"
  }
}
