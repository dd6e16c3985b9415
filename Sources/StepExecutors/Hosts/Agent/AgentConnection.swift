internal import Synchronization

/// One shell on a host that takes requests as long as its connection lasts; what it is asked it does in turn.
///
/// A request is a call of a function of `agent.sh`. Its answers bear its tag, so that many can be under way.
final class AgentConnection: Sendable {
  private struct State {
    var lastTag = 0
    var waiting: [Int: CheckedContinuation<AgentReply?, Never>] = [:]
    /// Lines that came before somebody asked for them.
    var unread: [Int: [AgentReply]] = [:]
    var isLost = false
  }

  let hello: AgentHello
  private let process: AgentProcess
  private let state = Mutex(State())
  /// Lets one reading of a file through at a time, because their bytes share a stream.
  private let readers = Turnstile(1)

  init(_ process: AgentProcess, hello: AgentHello) {
    self.process = process
    self.hello = hello
  }

  /// Takes the agent's lines from now on.
  func listen() {
    process.onLine = { [weak self] line in self?.take(line) }
  }

  var isLost: Bool { state.withLock { $0.isLost } }

  /// A tag for a request with more than one answer.
  func newTag() -> Int {
    state.withLock { state in
      state.lastTag += 1
      return state.lastTag
    }
  }

  /// Asks and waits for the answer; nil when the connection is lost before it.
  func ask(_ function: String, _ arguments: [String] = []) async -> AgentReply? {
    let tag = newTag()
    tell(function, [String(tag)] + arguments)
    return await reply(to: tag)
  }

  /// Asks for what has no answer, or one that is taken by its tag.
  func tell(_ function: String, _ arguments: [String]) { process.write(AgentScript.call(function, arguments)) }

  /// The next line with this tag; nil when the connection is lost. For one caller at a time.
  func reply(to tag: Int) async -> AgentReply? {
    await withCheckedContinuation { continuation in
      let known: AgentReply?? = state.withLock { state in
        if var lines = state.unread[tag], !lines.isEmpty {
          let first = lines.removeFirst()
          state.unread[tag] = lines.isEmpty ? nil : lines
          return .some(first)
        }
        if state.isLost { return .some(nil) }
        state.waiting[tag] = continuation
        return nil
      }
      if let known { continuation.resume(returning: known) }
    }
  }

  /// Blocks of 4096 bytes of a file on the host, from a number on, so many at most; nil when the connection is lost.
  func read(_ file: String, block: Int, count: Int) async -> [UInt8]? {
    await readers.enter()
    defer { readers.leave() }
    guard let reply = await ask("read", [file, String(block), String(count)]), reply.word == "bytes",
      let size = reply.fields.first.flatMap({ Int($0) })
    else { return nil }
    return size > 0 ? await process.bytes(size) : []
  }

  static let blockSize = 4096

  /// Lets the agent go; jobs live on.
  func close() async { await process.close() }

  private func take(_ line: Substring?) {
    guard let line else { return lose() }
    guard let space = line.firstIndex(of: " "), let tag = Int(line[..<space]) else { return }
    let reply = AgentReply(line[line.index(after: space)...])
    let waiter = state.withLock { state in
      if let waiter = state.waiting.removeValue(forKey: tag) {
        return waiter as CheckedContinuation<AgentReply?, Never>?
      }
      state.unread[tag, default: []].append(reply)
      return nil
    }
    waiter?.resume(returning: reply)
  }

  private func lose() {
    let waiters = state.withLock { state in
      state.isLost = true
      defer { state.waiting = [:] }
      return Array(state.waiting.values)
    }
    for waiter in waiters { waiter.resume(returning: nil) }
  }
}
