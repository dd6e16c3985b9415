internal import RunCore

/// The keys that are accepted at a host, by one rule for runs and for who only looks.
enum AcceptedKeys {
  /// Everything that vouches for a host, without what is known to be live; the run's known_hosts hold it from now on.
  ///
  /// All live keys are looked at: an alias may lead to the very address that the user's known hosts have for a live host.
  static func gather(
    _ given: [HostKey: KeyTrust], for command: SSHCommand, without live: [HostKey: String], in knownHosts: KnownHosts
  ) async throws(HostProblem) -> [HostKey: KeyTrust] {
    var keys = given
    for key in await KeyEvidence.keys(for: command) { keys[key] = keys[key] ?? .known }
    for key in live.keys { keys[key] = nil }
    try knownHosts.set(keys.keys.sorted { $0.text < $1.text }, for: command.alias)
    return keys
  }
}
