package import RunbookModel

/// What the run saw of a host when it reached it: which machine it is, and how its clock goes.
package struct HostContact: Hashable, Sendable, Decodable {
  package var host: HostName
  package var destination: String
  /// The public key that it showed, such as `ssh-ed25519 AAAA…`, and its fingerprint `SHA256:…`.
  package var key: String
  package var fingerprint: String
  package var trust: KeyTrust
  /// Changes with every boot of the host.
  package var boot: String
  /// The operating system and its release, as `uname -sr` says them.
  package var system: String
  /// How far the host's wall clock is ahead of this machine's.
  @DurationText package var clockOffset: Duration
  /// Where job folders stand on it.
  package var jobFolders: JobPlace

  package init(
    host: HostName, destination: String, key: String, fingerprint: String, trust: KeyTrust, boot: String,
    system: String, clockOffset: Duration, jobFolders: JobPlace
  ) {
    self.host = host
    self.destination = destination
    self.key = key
    self.fingerprint = fingerprint
    self.trust = trust
    self.boot = boot
    self.system = system
    _clockOffset = DurationText(wrappedValue: clockOffset)
    self.jobFolders = jobFolders
  }
}

extension HostContact {
  /// Less than this is the inexactness of the measurement, and no news.
  static let smallestDrift = Duration.milliseconds(100)
  /// A clock that is further off than this makes times wrong that a person compares.
  package static let worstOffset = Duration.seconds(1)

  /// Whether it tells something that an earlier one doesn't.
  func isNews(after earlier: HostContact) -> Bool {
    var same = self
    same.clockOffset = earlier.clockOffset
    return same != earlier || (clockOffset - earlier.clockOffset).magnitude >= Self.smallestDrift
  }

  package var isClockOff: Bool { clockOffset.magnitude > Self.worstOffset }
}

extension Duration {
  /// Without its sign.
  package var magnitude: Duration { self < .zero ? .zero - self : self }
}
