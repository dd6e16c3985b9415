internal import Foundation

/// What a host's own sshd found when it was asked to connect to an address.
enum Reachability: Hashable, Sendable {
  case connected
  /// Refused, or no answer for as long as was waited.
  case unreachable(String)
  /// The host would not say.
  case unknown(String)
}

/// Tries from a host whether an address can be reached; nothing but sshd is needed there, and nothing is sent.
struct ForwardingProbe: Sendable {
  let command: SSHCommand
  /// `host:port`.
  let address: String

  /// A connection that is not there by then is one that something swallows.
  private static let patience = Duration.seconds(8)

  func result() async -> Reachability {
    let messages = "\(command.places.folder)/\(UUID().uuidString).probe"
    defer { FolderTree.removeFile(messages) }
    let process: AgentProcess
    do throws(HostProblem) {
      process = try AgentProcess(command.forwarding(to: address, messages: messages))
    } catch {
      return .unknown(error.words)
    }
    process.onLine = { _ in }
    let deadline = SuspendingClock.now + Self.patience
    while SuspendingClock.now < deadline {
      if let verdict = verdict(ofMessages: messages) {
        process.kill()
        await process.ended()
        return verdict
      }
      await Pause.uncancellable(.milliseconds(50))
    }
    process.kill()
    await process.ended()
    return verdict(ofMessages: messages) ?? .unreachable("no answer within \(Self.patience.components.seconds) s")
  }

  /// What the client's messages tell so far.
  private func verdict(ofMessages file: String) -> Reachability? {
    let text = FileAccess.contents(of: file, atMost: 1 << 20).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let lines = text.split(whereSeparator: \.isNewline)
    if let line = lines.first(where: { $0.contains("open failed: ") }) {
      let reason = line.components(separatedBy: "open failed: ").last ?? String(line)
      return reason.hasPrefix("connect failed") ? .unreachable(reason) : .unknown(reason)
    }
    if lines.contains(where: { $0.contains("open confirm") }) { return .connected }
    let isOver = lines.contains { $0.contains("Permission denied") || $0.contains("Host key verification failed") }
    return isOver || lines.contains { $0.contains("Connection closed") || $0.contains("Connection timed out") }
      ? .unknown(lines.last.map(String.init) ?? "") : nil
  }
}
