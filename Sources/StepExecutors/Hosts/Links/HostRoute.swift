internal import RunbookModel

/// The way to the shell of one user on one host.
struct HostRoute: Hashable, Sendable {
  /// Nil for this machine.
  var destination: String?
  /// As whom, where that isn't the user who logs in.
  var become: Become?
}

extension Become {
  /// The command that leads to a shell of that user, and fails where it would have to ask for a password.
  var shell: [String] {
    switch with {
    case .sudo: ["sudo", "-n", "-u", user, "--", "sh"]
    case .doas: ["doas", "-n", "-u", user, "sh"]
    }
  }
}
