/// What happens to hosts, their links and their sshd, and who may use them.
extension Lab {
  /// Runs a command in a host as its root, without ssh; that it fails is a fault.
  @discardableResult
  func exec(_ host: String, _ command: String...) async throws -> String {
    try await verb(["exec", host, "--"] + command)
  }

  /// Runs a line of shell in a host as its root, without ssh; that it fails is a fault.
  @discardableResult
  func shell(_ host: String, _ line: String) async throws -> String {
    try await verb(["exec", host, "--", "sh", "-c", line])
  }

  /// A line for every process of a host: pid, ppid, pgid, sid, user, arguments.
  func processes(of host: String) async throws -> String { try await verb(["ps", host]) }

  // MARK: - Links and power

  /// From now on no packet arrives or leaves, and nobody is told.
  func cut(_ hosts: String...) async throws { try await verb(["cut"] + hosts) }
  func mend(_ hosts: String...) async throws { try await verb(["mend"] + hosts) }

  /// Ends every process of a host and boots it again; `hard` is a loss of power, of which no connection hears.
  func reboot(_ host: String, hard: Bool = false) async throws {
    try await verb(["reboot", host] + (hard ? ["hard"] : []))
  }
  func switchOff(_ host: String) async throws { try await verb(["off", host]) }
  func switchOn(_ host: String) async throws { try await verb(["on", host]) }

  // MARK: - Disks

  /// Leaves no byte free on the file system of a path; no name for a new file or folder either, where files are meant, too.
  func fill(_ host: String, _ path: String, files: Bool = false) async throws {
    try await verb(["fill", host, path] + (files ? ["files"] : []))
  }
  func empty(_ host: String, _ path: String) async throws { try await verb(["empty", host, path]) }

  // MARK: - sshd

  /// Ends a host's sshd and every session; detached processes live on.
  func killSSHD(_ host: String) async throws { try await verb(["sshd-kill", host]) }
  func startSSHD(_ host: String) async throws { try await verb(["sshd-start", host]) }

  /// Sets options, each a line such as `MaxSessions 1`, for connections from now on.
  func setSSHD(_ host: String, _ lines: String...) async throws { try await verb(["sshd-option", host] + lines) }

  /// Makes every login take a while; nought ends that.
  func slowLogin(_ host: String, seconds: Int) async throws { try await verb(["slow", host, "\(seconds)"]) }
  func banner(_ host: String) async throws { try await verb(["banner", host]) }

  /// Gives a host that stays what it is a new key.
  func rekey(_ host: String) async throws { try await verb(["rekey", host]) }

  // MARK: - Users

  /// An ordinary user, whom the lab's key lets in.
  func addUser(_ host: String, _ user: String) async throws { try await verb(["user", host, user]) }
  func setPassword(_ host: String, _ user: String, _ password: String) async throws {
    try await verb(["password", host, user, password])
  }
  func setShell(_ host: String, _ user: String, _ shell: String) async throws {
    try await verb(["shell", host, user, shell])
  }

  /// Start files of every shell that print on both outputs.
  func noisyProfile(_ host: String, _ user: String) async throws { try await verb(["noisy", host, user]) }

  /// Takes the lab's key away from a user.
  func refuse(_ host: String, _ user: String) async throws { try await verb(["refuse", host, user]) }
  func allowSudo(_ host: String, _ user: String, password: Bool) async throws {
    try await verb(["sudo", host, user, password ? "passwd" : "nopasswd"])
  }
  func allowDoas(_ host: String, _ user: String, password: Bool) async throws {
    try await verb(["doas", host, user, password ? "passwd" : "nopasswd"])
  }
}
