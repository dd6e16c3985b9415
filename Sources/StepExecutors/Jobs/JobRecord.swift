/// The line `WORD STATUS UPTIME end` that says how a job ended; a torn one lacks its last word.
struct JobRecord: Hashable, Sendable {
  enum End: Hashable, Sendable {
    case exited(Int32)
    case timedOut
    case cancelled

    var words: String {
      switch self {
      case .exited(let status): "exit \(status)"
      case .timedOut: "timeout 0"
      case .cancelled: "cancel 0"
      }
    }
  }

  let end: End
  /// Nanoseconds since boot, as exact as the shell that wrote it could be; nil where it had no clock.
  let boot: Int64?

  init?(_ line: String) {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 4, words[3] == "end\n", let status = Int32(words[1]) else { return nil }
    switch words[0] {
    case "exit": end = .exited(status)
    case "timeout": end = .timedOut
    case "cancel": end = .cancelled
    default: return nil
    }
    boot = Double(words[2]).flatMap { $0 > 0 && $0 < Self.longestUptime ? Int64($0 * 1e9) : nil }
  }

  /// In seconds, a century: what is more, or infinite, no clock said.
  private static let longestUptime = 3.2e9
}
