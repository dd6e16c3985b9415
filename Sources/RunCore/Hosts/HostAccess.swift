package import RunbookModel

/// How an attempt reaches a host: what the plan says of it, and what the run has learnt since.
package struct HostAccess: Hashable, Sendable {
  package var name: HostName
  /// What `ssh` is given.
  package var destination: String
  /// One host for every mode: it gets no marker of the recovery.
  package var isShared: Bool
  /// Public keys that are accepted there: from the site, from `provides`, or confirmed by a person.
  package var keys: [AcceptedKey]
  /// The words of a marker of another recovery that a person said to take over.
  package var takenOver: String?
  /// The last that the run saw of the host before this attempt; nil for the first contact.
  package var lastContact: HostContact?

  package init(
    name: HostName, destination: String, isShared: Bool = false, keys: [AcceptedKey] = [], takenOver: String? = nil,
    lastContact: HostContact? = nil
  ) {
    self.name = name
    self.destination = destination
    self.isShared = isShared
    self.keys = keys
    self.takenOver = takenOver
    self.lastContact = lastContact
  }
}

/// A public host key, and on whose word it is accepted.
package struct AcceptedKey: Hashable, Sendable {
  /// The kind and the base64 text, such as `ssh-ed25519 AAAA…`.
  package var key: String
  package var trust: KeyTrust

  package init(_ key: String, trust: KeyTrust) {
    self.key = key
    self.trust = trust
  }
}

/// On whose word a host key is accepted.
package enum KeyTrust: String, Sendable, Decodable, CaseIterable {
  case site, provided, confirmed
  /// The known hosts of the user who runs halfhour hold it for this address.
  case known
}
