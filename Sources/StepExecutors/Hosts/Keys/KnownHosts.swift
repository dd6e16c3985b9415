internal import Glibc
internal import Synchronization
internal import SystemPackage

/// The run's own known_hosts: the user's is read, and never written.
final class KnownHosts: Sendable {
  private let path: String
  private let keys = Mutex<[String: [HostKey]]>([:])

  init(path: String) { self.path = path }

  /// The keys that are accepted under a name from now on; the file appears whole, because a client may read it now.
  func set(_ accepted: [HostKey], for alias: String) throws(HostProblem) {
    do {
      try keys.withLock { keys throws(Errno) in
        guard keys[alias] != accepted else { return }
        keys[alias] = accepted
        let lines = keys.sorted { $0.key < $1.key }.flatMap { alias, keys in keys.map { "\(alias) \($0.text)\n" } }
        let draft = path + ".new"
        unlink(draft)
        try FileAccess.create(draft, mode: 0o600, lines.joined().utf8)
        try systemCall { rename(draft, path) }
      }
    } catch {
      throw .passing("the run's known_hosts \(path) can't be written: \(error)")
    }
  }
}
