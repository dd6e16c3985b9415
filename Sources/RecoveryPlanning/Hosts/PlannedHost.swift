package import RunbookModel

/// A host that a plan uses, as its run reaches it.
package struct PlannedHost: Hashable, Sendable, Decodable {
  package var name: HostName
  /// Anything that `ssh` accepts; nil where a step of the run gives it.
  package var destination: String?
  /// One host for every mode: it is only read from, and gets no marker of the recovery.
  package var isShared: Bool
  /// Public keys that the site expects at this address, such as `ssh-ed25519 AAAA…`.
  package var keys: [String]

  package init(name: HostName, destination: String?, isShared: Bool = false, keys: [String] = []) {
    self.name = name
    self.destination = destination
    self.isShared = isShared
    self.keys = keys
  }
}
