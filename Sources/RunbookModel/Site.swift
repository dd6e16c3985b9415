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
  /// Nil where nobody is told anything by itself.
  package var updates: UpdateRules?
  package var limits: Limits
  package var isolation: [IsolationCheck]
  /// The path of the site's `ssh_config`, the site's folder joined with what the author wrote.
  package var sshConfig: String?
  /// Nil where reports look as they do by themselves.
  package var report: ReportSettings?

  package init(
    name: String, location: SourceLocation, target: Target = .standard, allowances: Allowances? = nil,
    drillEvery: Duration? = nil, services: [Service] = [], hosts: [Host] = [], people: [Person] = [],
    vendors: [Vendor] = [], channels: [Channel] = [], updates: UpdateRules? = nil, limits: Limits = Limits(),
    isolation: [IsolationCheck] = [], sshConfig: String? = nil,
    report: ReportSettings? = nil
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
    self.updates = updates
    self.limits = limits
    self.isolation = isolation
    self.sshConfig = sshConfig
    self.report = report
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
  private static let stepPrefix = "isolation-"

  /// The id of the step by which a drill tries the site's check of this number, counted from 1.
  package static func stepName(_ number: Int) -> StepName { StepName("\(stepPrefix)\(number)") }

  /// Whether no author may give a step this name.
  package static func isStepName(_ text: String) -> Bool {
    text.hasPrefix(stepPrefix) && text.utf8.count > stepPrefix.utf8.count
      && text.utf8.dropFirst(stepPrefix.utf8.count).allSatisfy { (48...57).contains($0) }
  }

  package var on: HostName
  package var connection: TCPProbe
  package var location: SourceLocation

  package init(on: HostName, connection: TCPProbe, location: SourceLocation) {
    self.on = on
    self.connection = connection
    self.location = location
  }
}
