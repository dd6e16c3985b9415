/// A machine under one name in every mode; the mode or `--at` chooses among its addresses.
package struct Host: Hashable, Sendable {
  /// The words for address sets that have a meaning of their own.
  package enum WellKnownSet: String, CaseIterable, Sendable { case live, spare, drill, both }

  package struct Address: Hashable, Sendable {
    /// `live`, `spare`, `drill`, `both`, or any word that `--at` names.
    package var set: String
    /// Anything that `ssh` accepts: an alias, `user@host`, `ssh://user@host:port`.
    package var destination: String
    package var location: SourceLocation

    package init(set: String, destination: String, location: SourceLocation) {
      self.set = set
      self.destination = destination
      self.location = location
    }
  }

  package var name: HostName
  package var location: SourceLocation
  package var addresses: [Address]
  package var become: Become?
  /// Public host keys that are expected.
  package var hostKeys: [HostKey]

  package init(
    name: HostName, location: SourceLocation, addresses: [Address], become: Become? = nil, hostKeys: [HostKey] = []
  ) {
    self.name = name
    self.location = location
    self.addresses = addresses
    self.become = become
    self.hostKeys = hostKeys
  }

  package func address(in set: String) -> Address? { addresses.first { $0.set == set } }

  package func address(in set: WellKnownSet) -> Address? { address(in: set.rawValue) }

  /// The keys that hold at the address of a set; nil for one that the site doesn't know.
  package func keys(at set: String?) -> [String] {
    hostKeys.filter { $0.set == nil || $0.set == set }.map(\.key)
  }
}

/// As whom a step works, and by which command it gets there.
package struct Become: Hashable, Sendable, Decodable {
  package enum Command: String, CaseIterable, Sendable, Codable { case sudo, doas }

  package var user: String
  package var with: Command

  package init(user: String, with command: Command) {
    self.user = user
    self.with = command
  }
}
