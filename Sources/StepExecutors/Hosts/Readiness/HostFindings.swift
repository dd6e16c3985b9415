package import RecoveryPlanning
package import RunCore

/// What was found of one host by looking at it, before any run.
package struct HostFindings: Hashable, Sendable {
  package enum Meeting: Hashable, Sendable {
    /// A step of the run gives it its address.
    case comesLater
    /// Why there was no connection, in words; whoever is turned away `forGood` can't wait for it to get better.
    case unreachable(String, forGood: Bool)
    /// It shows a key that nobody vouches for, or not the one that is expected; nothing was done on it.
    case unconfirmed(isOther: Bool)
    /// In a drill, it shows the key of a live host, named in words; nothing was done on it.
    case live(String)
    case met(HostFacts)
  }

  package var host: PlannedHost
  /// The key that it showed.
  package var key: ShownKey?
  package var meeting: Meeting

  package init(host: PlannedHost, key: ShownKey? = nil, meeting: Meeting) {
    self.host = host
    self.key = key
    self.meeting = meeting
  }
}

/// A key that a host showed.
package struct ShownKey: Hashable, Sendable {
  /// `SHA256:…`, as the host's console shows it.
  package var fingerprint: String
  /// Such as `ssh-ed25519`; empty where only the fingerprint is known.
  package var kind: String
  /// Nil where nobody vouches for it.
  package var trust: KeyTrust?

  package init(fingerprint: String, kind: String, trust: KeyTrust?) {
    self.fingerprint = fingerprint
    self.kind = kind
    self.trust = trust
  }
}
