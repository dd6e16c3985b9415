/// Somebody who takes part in recoveries.
package struct Person: Hashable, Sendable {
  package var name: PersonName
  package var location: SourceLocation
  package var roles: [RoleName]
  package var contact: String?

  package init(name: PersonName, location: SourceLocation, roles: [RoleName] = [], contact: String? = nil) {
    self.name = name
    self.location = location
    self.roles = roles
    self.contact = contact
  }
}

/// A company that is called when its part is down.
package struct Vendor: Hashable, Sendable {
  package var key: String
  package var location: SourceLocation
  package var name: String
  package var contract: String?
  package var phone: String?
  package var hours: String?

  package init(
    key: String, location: SourceLocation, name: String, contract: String? = nil, phone: String? = nil,
    hours: String? = nil
  ) {
    self.key = key
    self.location = location
    self.name = name
    self.contract = contract
    self.phone = phone
    self.hours = hours
  }
}

/// A way by which people are told how a run goes.
package struct Channel: Hashable, Sendable {
  package enum Way: Hashable, Sendable {
    case webhook(SecretSource)
    case command([String])
    case email([String])
  }

  package var name: ChannelName
  package var location: SourceLocation
  package var way: Way

  package init(name: ChannelName, location: SourceLocation, way: Way) {
    self.name = name
    self.location = location
    self.way = way
  }
}
