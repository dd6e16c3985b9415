/// The files of a run for the `ssh` client.
package struct SSHPlaces: Sendable {
  /// The site's own `ssh_config`; nil for that of the user.
  package var configuration: String?
  /// Where known_hosts and the client's messages stand, in the run's folder.
  package var folder: String
  /// Where the sockets of open connections stand; its path is short, because a socket's must be.
  package var sockets: String

  package init(configuration: String?, folder: String, sockets: String) {
    self.configuration = configuration
    self.folder = folder
    self.sockets = sockets
  }

  var knownHosts: String { folder + "/known_hosts" }
}
