/// What the `ssh` client said of a connection, in its own log.
struct ClientMessages {
  private let lines: [Substring]

  init(_ text: String) {
    lines = text.split(whereSeparator: \.isNewline)
  }

  /// The host showed a key that isn't accepted.
  var refusesKey: Bool {
    lines.contains { $0.contains("Host key verification failed") || $0.contains("host key is known for") }
  }

  /// The fingerprint of the key that the host showed, `SHA256:…`.
  var fingerprint: String? {
    lines.last { $0.contains("Server host key: ") }.flatMap { $0.split(separator: " ").last.map(String.init) }
  }

  /// What it complained of, without its tracing.
  private var complaint: String {
    lines.filter { !$0.hasPrefix("debug") && !$0.hasPrefix("OpenSSH_") && !$0.hasPrefix("Authenticated to") }
      .suffix(3).joined(separator: " ").trimmed
  }

  /// Why there was no connection, in words; whoever is turned away once will be turned away again.
  func problem(of destination: String, noise: String, isLate: Bool) -> HostProblem {
    let noise = noise.split(whereSeparator: \.isNewline).suffix(3).joined(separator: " ").trimmed
    let reasons = [complaint, noise].filter { !$0.isEmpty }.joined(separator: " · ")
    let words = isLate ? "\(destination) let us in and then said nothing" : "\(destination): \(reasons)"
    if reasons.contains("Permission denied") || reasons.contains("Too many authentication failures") {
      return .lasting(
        "\(destination) does not let us in: \(reasons). Nobody is asked for a password here: give it a key, or an agent"
      )
    }
    if reasons.contains("Bad configuration option") || reasons.contains("terminating,") { return .lasting(words) }
    return .passing(
      reasons.isEmpty && !isLate ? "\(destination): the connection ended before a shell stood there" : words)
  }
}

extension String {
  /// Without white space around it.
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
