/// The company as `site.yaml` describes it: services, hosts, people, vendors and targets.
package struct Site: Hashable, Sendable {
  package var name: String
  package var location: SourceLocation
  package var target: Target
  package var allowances: Allowances?
  @OptionalDurationText package var drillEvery: Duration?
  /// In file order, as are all lists here.
  package var services: [Service]
  package var hosts: [Host]
  package var people: [Person]
  package var vendors: [Vendor]
  package var channels: [Channel]
  package var limits: Limits
  package var isolation: [IsolationCheck]

  package init(
    name: String, location: SourceLocation, target: Target = .standard, allowances: Allowances? = nil,
    drillEvery: Duration? = nil, services: [Service] = [], hosts: [Host] = [], people: [Person] = [],
    vendors: [Vendor] = [], channels: [Channel] = [], limits: Limits = Limits(), isolation: [IsolationCheck] = []
  ) {
    self.name = name
    self.location = location
    self.target = target
    self.allowances = allowances
    _drillEvery = OptionalDurationText(wrappedValue: drillEvery)
    self.services = services
    self.hosts = hosts
    self.people = people
    self.vendors = vendors
    self.channels = channels
    self.limits = limits
    self.isolation = isolation
  }
}

/// How many attempts may run at once.
package struct Limits: Hashable, Sendable, Decodable {
  package var total: Int
  /// For remote hosts; this machine is bound by `total` alone.
  package var perHost: Int

  package init(total: Int = 16, perHost: Int = 4) {
    self.total = total
    self.perHost = perHost
  }
}

/// A connection that must fail from a drill host, because what it leads to is live.
package struct IsolationCheck: Hashable, Sendable {
  package var on: HostName
  package var connection: TCPProbe
  package var location: SourceLocation

  package init(on: HostName, connection: TCPProbe, location: SourceLocation) {
    self.on = on
    self.connection = connection
    self.location = location
  }
}
