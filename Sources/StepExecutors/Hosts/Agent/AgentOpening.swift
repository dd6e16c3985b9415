internal import Dispatch

/// Brings an agent up: spawns the command that leads to a shell, hands it its program, and waits until it stands ready.
struct AgentOpening: Sendable {
  let command: [String]
  let run: String
  /// Where an earlier session of the run had its job folders on this host.
  let earlierPlace: String?

  /// Makes nothing on the host.
  var onlyLooks = false
  /// A login that takes longer is one that hangs.
  var patience = Duration.seconds(60)

  enum Outcome: Sendable {
    case ready(AgentConnection, AgentProcess)
    /// What the command printed before it ended, or was ended because it took too long.
    case failed(noise: String, isLate: Bool)
  }

  func open() async throws(HostProblem) -> Outcome {
    let token = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    let process = try AgentProcess(command)
    process.write(
      onlyLooks
        ? AgentScript.lookingText(token: token)
        : AgentScript.text(run: run, token: token, earlierPlace: earlierPlace))
    let isLate = Cancellation()
    let overdue = DispatchWorkItem {
      isLate.cancel()
      process.kill()
    }
    DispatchQueue.global().asyncAfter(
      deadline: .now() + .milliseconds(Int(patience / .milliseconds(1))), execute: overdue)
    let hello = await hello(of: process, token)
    overdue.cancel()
    guard let hello, await process.bulk.skip(past: "halfhour \(token)") else {
      process.kill()
      await process.ended()
      return .failed(noise: process.bulk.rest, isLate: isLate.isCancelled)
    }
    let connection = AgentConnection(process, hello: hello)
    connection.listen()
    return .ready(connection, process)
  }

  /// The line with which the agent says that it is ready; what a login prints before it is passed over.
  private func hello(of process: AgentProcess, _ token: String) async -> AgentHello? {
    let (lines, feed) = AsyncStream<AgentHello?>.makeStream()
    process.onLine = { line in
      guard let line else {
        feed.yield(nil)
        return feed.finish()
      }
      guard line.hasPrefix(token + " ") else { return }
      feed.yield(AgentHello(AgentReply(line.dropFirst(token.count + 1)), seen: .now()))
    }
    for await hello in lines { return hello }
    return nil
  }
}
