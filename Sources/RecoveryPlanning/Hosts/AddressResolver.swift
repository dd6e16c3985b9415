internal import Expressions
internal import RunbookModel

/// Chooses the address that each host has in this run (DESIGN.md section 2, "Where").
struct AddressResolver {
  private let request: PlanRequest
  private let hosts: [HostName: Host]
  /// Hosts whose address a step of the run gives, with those steps.
  private let providers: [HostName: [Int]]
  /// For every host that could be resolved.
  private(set) var chosen: [HostName: ChosenAddress] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  init(_ request: PlanRequest, _ table: StepTable, uses: [HostUse]) {
    self.request = request
    hosts = Dictionary(request.site.hosts.map { ($0.name, $0) }) { first, _ in first }
    var providers: [HostName: [Int]] = [:]
    for (number, step) in table.steps.enumerated() where !table.isExcluded(number) {
      if let provided = step.provides { providers[provided.host, default: []].append(number) }
    }
    self.providers = providers
    diagnostics = HostOptionCheck.check(request)
    var told: Set<HostName> = []
    for use in uses where chosen[use.host] == nil && !told.contains(use.host) {
      switch resolve(use) {
      case .success(let address): chosen[use.host] = address
      case .failure(let diagnostic):
        diagnostics.append(diagnostic)
        told.insert(use.host)
      }
    }
    diagnostics += SharedHostCheck.check(uses, table, hosts)
    diagnostics += ProviderCheck.check(self, request, table)
  }

  /// What the plan gives `ssh`; a host that a step of the run gives its address is missing.
  var destinations: [HostName: String] {
    chosen.filter { providers(of: $0.key).isEmpty }.compactMapValues(\.destination)
  }

  /// Hosts whose address a step gives, in their order.
  var providedHosts: [HostName] { providers.keys.sorted() }

  /// Steps that give the host's address while the run goes; it holds for whoever waits for them.
  ///
  /// None where a person named the address for this run: that is the one that is meant.
  func providers(of host: HostName) -> [Int] { isTold(host) ? [] : providers[host] ?? [] }

  func isTold(_ host: HostName) -> Bool {
    if let chosen = chosen[host] { return chosen.isTold }
    return request.hostOverrides[host] != nil || request.inPlace.contains(host)
  }

  private func resolve(_ use: HostUse) -> Result<ChosenAddress, Diagnostic> {
    guard let host = hosts[use.host] else {
      let hint = Suggestion.hint(for: use.host.text, among: hosts.keys.map(\.text))
      return .failure(
        Diagnostic(
          "the site has no host \"\(use.host)\"", at: use.location, hint: hint ?? "name it under `hosts` in site.yaml"))
    }
    return request.mode == .drill ? inDrill(host, use) : inIncident(host, use)
  }

  private func inDrill(_ host: Host, _ use: HostUse) -> Result<ChosenAddress, Diagnostic> {
    guard let address = host.address(in: .drill) ?? host.address(in: .both) else {
      return .failure(
        Diagnostic(
          "host \"\(host.name)\" has no address for a drill", at: use.location,
          hint: "give it a `drill` address, or `both` when it is only read from",
          notes: [.init("the host stands here", at: host.location)]))
    }
    let given = request.hostOverrides[host.name]
    let destination = given ?? address.destination
    if address.set == "drill" || given != nil, let live = request.site.liveHost(at: destination) {
      return .failure(
        Diagnostic(
          "\"\(destination)\" is the live address of \"\(live.name)\", and a drill never touches what is live",
          at: given == nil ? address.location : .commandLine("--host"), hint: "give the drill a machine of its own",
          notes: [.init("the live host stands here", at: live.location)]))
    }
    return .success(
      ChosenAddress(destination: destination, set: given == nil ? address.set : nil, isTold: given != nil))
  }

  private func inIncident(_ host: Host, _ use: HostUse) -> Result<ChosenAddress, Diagnostic> {
    if let given = request.hostOverrides[host.name] {
      return .success(ChosenAddress(destination: given, isTold: true))
    }
    if request.inPlace.contains(host.name) {
      if let address = host.address(in: .live) {
        return .success(ChosenAddress(destination: address.destination, set: address.set, isTold: true))
      }
      return .failure(
        Diagnostic(
          "host \"\(host.name)\" has no `live` address to work on in place", at: host.location,
          hint: "leave `--in-place \(host.name)` away, or give the host a `live` address"))
    }
    let set = request.addressSet ?? Host.WellKnownSet.spare.rawValue
    if set != Host.WellKnownSet.live.rawValue, let address = host.address(in: set) ?? host.address(in: .both) {
      return .success(
        ChosenAddress(
          destination: address.destination, set: address.set, isTold: request.addressSet == address.set))
    }
    if providers[host.name] != nil { return .success(ChosenAddress()) }
    return .failure(
      Diagnostic(
        set == Host.WellKnownSet.live.rawValue
          ? "data may have survived at the live address of \"\(host.name)\", so `--at live` doesn't reach it"
          : "host \"\(host.name)\" has no `\(set)` address for an incident", at: use.location,
        hint: "say where it is with `--host \(host.name)=…`, give it a `\(set == "live" ? "spare" : set)` address, or "
          + "work on the live one with `--in-place \(host.name)`",
        notes: [.init("the host stands here", at: host.location)]))
  }
}

extension Site {
  /// The host whose live address this is, however the destination is written.
  func liveHost(at destination: String) -> Host? {
    let address = AddressText.host(of: destination)
    return hosts.first { host in
      host.address(in: .live).map { AddressText.host(of: $0.destination) == address } ?? false
    }
  }
}
