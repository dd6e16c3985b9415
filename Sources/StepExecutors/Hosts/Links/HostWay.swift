internal import Glibc
internal import Synchronization

/// A way from a socket of this machine, which its user alone can use, through a host's sshd to an address.
final class HostWay: Sendable {
  private let command: SSHCommand
  private let address: String
  let socket: String
  private let process = Mutex<AgentProcess?>(nil)

  init(command: SSHCommand, address: String, number: Int) {
    self.command = command
    self.address = address
    socket = command.localSocket(number)
  }

  /// Opens it through the connection that there is, else with one of its own; gives what went wrong.
  func open() async -> String? {
    unlink(socket)
    guard let words = command.way("forward", from: socket, to: address) else { return await openByItself() }
    guard let result = await ToolRun.output(words) else { return "ssh can't be started" }
    return result.succeeded ? nil : result.errors.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  private static let patience = Duration.seconds(20)

  private func openByItself() async -> String? {
    let started: AgentProcess
    do throws(HostProblem) { started = try AgentProcess(command.ownWay(from: socket, to: address)) } catch {
      return error.words
    }
    started.onLine = { _ in }
    process.withLock { $0 = started }
    let deadline = SuspendingClock.now + Self.patience
    while SuspendingClock.now < deadline {
      if access(socket, F_OK) == 0 { return nil }
      await Pause.uncancellable(.milliseconds(20))
    }
    started.kill()
    return "no way to \(address) was opened within \(Self.patience.components.seconds) s"
  }

  func close() async {
    if let process = process.withLock({ $0 }) {
      process.kill()
      await process.ended()
    } else if let words = command.way("cancel", from: socket, to: address) {
      _ = await ToolRun.output(words)
    }
    unlink(socket)
  }
}
