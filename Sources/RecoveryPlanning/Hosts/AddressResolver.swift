internal import Expressions
internal import RunbookModel

/// Chooses the address that each host has in this run (DESIGN.md section 2, "Where").
struct AddressResolver {
  private let request: PlanRequest
  private let hosts: [HostName: Host]
  /// Hosts whose address a step of the run gives, with those steps.
  private let providers: [HostName: [Int]]
  private let table: StepTable
  private(set) var destinations: [HostName: String] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  init(_ request: PlanRequest, _ table: StepTable, uses: [HostUse]) {
    self.request = request
    self.table = table
    hosts = Dictionary(request.site.hosts.map { ($0.name, $0) }) { first, _ in first }
    var providers: [HostName: [Int]] = [:]
    for (number, step) in table.steps.enumerated() where !table.isExcluded(number) {
      if let provided = step.provides { providers[provided.host, default: []].append(number) }
    }
    self.providers = providers
    checkOptions()
    var told: Set<HostName> = []
    for use in uses {
      if let problem = writing(use) { diagnostics.append(problem) }
      guard destinations[use.host] == nil, !told.contains(use.host) else { continue }
      switch resolve(use) {
      case .success(let destination): destinations[use.host] = destination
      case .failure(let diagnostic):
        diagnostics.append(diagnostic)
        told.insert(use.host)
      }
    }
  }

  /// Steps that give the host's address while the run goes; it holds for whoever waits for them.
  func providers(of host: HostName) -> [Int] { providers[host] ?? [] }

  private func resolve(_ use: HostUse) -> Result<String?, Diagnostic> {
    guard let host = hosts[use.host] else {
      let hint = Suggestion.hint(for: use.host.text, among: hosts.keys.map(\.text))
      return .failure(
        Diagnostic(
          "the site has no host \"\(use.host)\"", at: use.location, hint: hint ?? "name it under `hosts` in site.yaml"))
    }
    return request.mode == .drill ? inDrill(host, use) : inIncident(host, use)
  }

  private func inDrill(_ host: Host, _ use: HostUse) -> Result<String?, Diagnostic> {
    guard let address = host.address(in: .drill) ?? host.address(in: .both) else {
      return .failure(
        Diagnostic(
          "host \"\(host.name)\" has no address for a drill", at: use.location,
          hint: "give it a `drill` address, or `both` when it is only read from",
          notes: [.init("the host stands here", at: host.location)]))
    }
    let destination = request.hostOverrides[host.name] ?? address.destination
    if address.set == "drill" || request.hostOverrides[host.name] != nil, let live = liveHost(at: destination) {
      let isGiven = request.hostOverrides[host.name] != nil
      return .failure(
        Diagnostic(
          "\"\(destination)\" is the live address of \"\(live.name)\", and a drill never touches what is live",
          at: isGiven ? .commandLine("--host") : address.location, hint: "give the drill a machine of its own",
          notes: [.init("the live host stands here", at: live.location)]))
    }
    return .success(destination)
  }

  private func inIncident(_ host: Host, _ use: HostUse) -> Result<String?, Diagnostic> {
    if let given = request.hostOverrides[host.name] { return .success(given) }
    if request.inPlace.contains(host.name) {
      if let address = host.address(in: .live) { return .success(address.destination) }
      return .failure(
        Diagnostic(
          "host \"\(host.name)\" has no `live` address to work on in place", at: host.location,
          hint: "leave `--in-place \(host.name)` away, or give the host a `live` address"))
    }
    let set = request.addressSet ?? Host.WellKnownSet.spare.rawValue
    if set != Host.WellKnownSet.live.rawValue, let address = host.address(in: set) ?? host.address(in: .both) {
      return .success(address.destination)
    }
    if providers[host.name] != nil { return .success(nil) }
    return .failure(
      Diagnostic(
        set == Host.WellKnownSet.live.rawValue
          ? "data may have survived at the live address of \"\(host.name)\", so `--at live` doesn't reach it"
          : "host \"\(host.name)\" has no `\(set)` address for an incident", at: use.location,
        hint: "say where it is with `--host \(host.name)=…`, give it a `\(set == "live" ? "spare" : set)` address, or "
          + "work on the live one with `--in-place \(host.name)`",
        notes: [.init("the host stands here", at: host.location)]))
  }

  private func liveHost(at destination: String) -> Host? {
    let address = AddressText.host(of: destination)
    return request.site.hosts.first { host in
      host.address(in: .live).map { AddressText.host(of: $0.destination) == address } ?? false
    }
  }

  /// A host for both modes is live, so it is only read from.
  private func writing(_ use: HostUse) -> Diagnostic? {
    guard use.way == .copyTo || use.way == .templateTo, let address = hosts[use.host]?.address(in: .both) else {
      return nil
    }
    return Diagnostic(
      "step \"\(table.steps[use.step].id)\" would write to host \"\(use.host)\", which is the same in every mode and "
        + "only read from",
      at: use.location, hint: "write elsewhere, or give the host a `drill` and a `spare` address",
      notes: [.init("its address for both modes stands here", at: address.location)])
  }

  private mutating func checkOptions() {
    let names = request.site.hosts.map(\.name.text)
    for (option, given) in [("--host", Set(request.hostOverrides.keys)), ("--in-place", request.inPlace)] {
      for name in given.sorted() where hosts[name] == nil {
        diagnostics.append(
          Diagnostic(
            "the site has no host \"\(name)\"", at: .commandLine(option),
            hint: Suggestion.hint(for: name.text, among: names) ?? "name one of \(names.joined(separator: ", "))"))
      }
    }
    if request.mode == .drill, !request.inPlace.isEmpty {
      diagnostics.append(
        Diagnostic(
          "a drill never works on live hosts", at: .commandLine("--in-place"), hint: "leave the option away"))
    }
    guard let set = request.addressSet else { return }
    let sets = Set(request.site.hosts.flatMap { $0.addresses.map(\.set) }).subtracting(["live"])
    if request.mode == .drill, set != "drill" {
      diagnostics.append(
        Diagnostic("a drill uses `drill` addresses only", at: .commandLine("--at"), hint: "leave the option away"))
    } else if !sets.contains(set), set != "live" {
      diagnostics.append(
        Diagnostic(
          "no host of the site has an address \"\(set)\"", at: .commandLine("--at"),
          hint: Suggestion.hint(for: set, among: sets) ?? "there are \(sets.sorted().joined(separator: ", "))"))
    }
  }
}

extension Host {
  fileprivate func address(in set: WellKnownSet) -> Address? { address(in: set.rawValue) }
}
