package import RunbookModel

/// What the run saw of a host when it reached it: which machine it is, and how its clock goes.
package struct HostContact: Hashable, Sendable {
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
  package var clockOffset: Duration
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
    self.clockOffset = clockOffset
    self.jobFolders = jobFolders
  }
}
