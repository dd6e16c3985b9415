/// A public key that a host is expected to show.
package struct HostKey: Hashable, Sendable {
  /// The type and the base64 text, such as `ssh-ed25519 AAAA…`.
  package var key: String
  /// The address set at which it holds; nil for whichever address the run uses.
  package var set: String?
  package var location: SourceLocation

  package init(_ key: String, set: String? = nil, location: SourceLocation) {
    self.key = key
    self.set = set
    self.location = location
  }
}
