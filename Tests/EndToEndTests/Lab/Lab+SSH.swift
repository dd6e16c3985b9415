/// The real OpenSSH client, with what the lab knows of its hosts.
extension Lab {
  /// Starts a command on a host, named as it is or as `user@name`.
  func startSSH(_ host: String, _ command: String, options: [String] = []) throws -> Program {
    let fixed = ["-F", sshConfig, "-o", "BatchMode=yes", "-o", "ConnectTimeout=20"]
    return try program(["/usr/bin/env", "ssh"] + options + fixed + [host, command])
  }

  func ssh(_ host: String, _ command: String, options: [String] = []) async throws -> Ended {
    try await startSSH(host, command, options: options).end(within: .seconds(60))
  }
}
