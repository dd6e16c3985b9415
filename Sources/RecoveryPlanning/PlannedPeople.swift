package import RunbookModel

/// Somebody who takes part in recoveries, as the site knows them.
package struct PlannedPerson: Hashable, Sendable, Decodable {
  package var name: PersonName
  package var roles: [RoleName]
  package var contact: String?

  package init(name: PersonName, roles: [RoleName] = [], contact: String? = nil) {
    self.name = name
    self.roles = roles
    self.contact = contact
  }
}

/// A company to call.
package struct PlannedVendor: Hashable, Sendable, Decodable {
  package var name: String
  package var contract: String?
  package var phone: String?
  package var hours: String?

  package init(name: String, contract: String? = nil, phone: String? = nil, hours: String? = nil) {
    self.name = name
    self.contract = contract
    self.phone = phone
    self.hours = hours
  }
}

/// A way by which people are told how a run goes; the address of a webhook is a secret and not in the plan.
package struct PlannedChannel: Hashable, Sendable {
  package var name: ChannelName
  package var way: Channel.Way

  package init(name: ChannelName, way: Channel.Way) {
    self.name = name
    self.way = way
  }
}

extension PlannedSite {
  /// Those who have the role, in the order of the site's file.
  package func people(with role: RoleName) -> [PlannedPerson] { people.filter { $0.roles.contains(role) } }

  package func person(_ name: PersonName) -> PlannedPerson? { people.first { $0.name == name } }

  package init(_ site: Site) {
    self.init(name: site.name, allowances: site.allowances, drillEvery: site.drillEvery)
    folder = PathText.folder(of: site.location.file)
    people = site.people.map { PlannedPerson(name: $0.name, roles: $0.roles, contact: $0.contact) }
    channels = site.channels.map { PlannedChannel(name: $0.name, way: $0.way) }
    updates = site.updates
    report = site.report
  }
}

extension PlannedVendor {
  package init(_ vendor: Vendor) {
    self.init(name: vendor.name, contract: vendor.contract, phone: vendor.phone, hours: vendor.hours)
  }
}
