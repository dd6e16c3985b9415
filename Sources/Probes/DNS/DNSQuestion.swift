/// A question to name servers.
package struct DNSQuestion: Hashable, Sendable {
  /// Absolute, with or without its last full stop; no search list is applied.
  package var name: String
  /// The word of a record type, such as `MX`.
  package var type: String
  /// Such as `10.0.0.53`, `10.0.0.53:5353`, `::1`, `[::1]:53` or a name; without one those of this machine's resolver.
  package var servers: [String]
  package var ttlAtMost: Duration?

  package init(name: String, type: String, servers: [String] = [], ttlAtMost: Duration? = nil) {
    self.name = name
    self.type = type
    self.servers = servers
    self.ttlAtMost = ttlAtMost
  }
}
