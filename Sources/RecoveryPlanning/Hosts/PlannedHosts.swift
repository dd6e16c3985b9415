internal import RunbookModel

/// What a plan says of the hosts that its steps use, and of the live ones that a drill may not meet.
struct PlannedHosts {
  private let request: PlanRequest
  private let table: StepTable
  private let uses: [HostUse]
  private let addresses: AddressResolver

  init(_ request: PlanRequest, _ table: StepTable, _ uses: [HostUse], _ addresses: AddressResolver) {
    self.request = request
    self.table = table
    self.uses = uses
    self.addresses = addresses
  }

  func add(to plan: inout Plan) {
    plan.hosts = hosts
    plan.sshConfig = request.site.sshConfig
    guard request.mode == .drill else { return }
    plan.liveKeys = unique(
      request.site.hosts.flatMap { host in
        host.hostKeys.filter { $0.set == Host.WellKnownSet.live.rawValue }.map(\.key)
      }, except: request.site.hosts.filter { $0.address(in: .both) != nil }.flatMap { $0.keys(at: "both") })
    plan.liveDestinations = unique(
      request.site.hosts.compactMap { $0.address(in: .live)?.destination }
        .filter { !shared.contains(AddressText.host(of: $0)) }, except: [])
  }

  /// Those on which steps work, or whose files they read or write; in the site's order.
  private var hosts: [PlannedHost] {
    let used = Set(uses.filter { $0.way != .address }.map(\.host))
    return request.site.hosts.compactMap { host in
      guard used.contains(host.name), let chosen = addresses.chosen[host.name] else { return nil }
      let isShared =
        chosen.set == Host.WellKnownSet.both.rawValue || chosen.set == nil && host.address(in: .both) != nil
      let providers = addresses.providers(of: host.name)
      return PlannedHost(
        name: host.name, destination: providers.isEmpty ? chosen.destination : nil, isShared: isShared,
        keys: host.keys(at: chosen.set), inPlace: request.inPlace.contains(host.name),
        set: providers.isEmpty ? chosen.set : nil, providers: providers.map(table.id(of:)), become: host.become)
    }
  }

  /// Addresses that are the same in every mode: a drill meets them, though another host may name one its live one.
  private var shared: Set<String> {
    Set(request.site.hosts.compactMap { $0.address(in: .both) }.map { AddressText.host(of: $0.destination) })
  }

  private func unique(_ texts: [String], except: [String]) -> [String] {
    var seen = Set(except)
    return texts.filter { seen.insert($0).inserted }
  }
}
