internal import Probes
internal import Synchronization

/// A probe's way through the sshd of a host, where nothing else is needed; names are looked up there.
final class HostProbeRoute: ProbeRoute {
  private struct Open {
    let way: HostWay
    let relay: LoopbackRelay
  }

  private struct State {
    var open: [String: Open] = [:]
    var isClosed = false
  }

  private let link: HostLink
  /// The host, in words.
  private let name: String
  private let state = Mutex(State())
  /// So that no two ways of this process share a socket.
  private static let count = Atomic(0)

  init(link: HostLink, name: String) {
    self.link = link
    self.name = name
  }

  func entrance(to host: String, _ port: Int) async throws(ProbeProblem) -> ProbeEntrance {
    guard !host.isEmpty, host.utf8.allSatisfy({ $0 > 32 && $0 < 127 && !"/[],\\\"'".utf8.contains($0) }) else {
      throw .couldNotAsk("\"\(host)\" is no host that can be asked")
    }
    let address = "\(host.contains(":") ? "[\(host)]" : host):\(port)"
    if let open = state.withLock({ $0.open[address] }) { return open.relay.entrance }
    try await see(address)
    let number = Self.count.wrappingAdd(1, ordering: .relaxed).newValue
    let way = link.way(to: address, number: number)
    if let problem = await way.open() {
      await way.close()
      throw .couldNotAsk("\(name) opens no way to \(address): \(problem)")
    }
    let relay: LoopbackRelay
    do throws(ProbeProblem) { relay = try await LoopbackRelay(to: way.socket) } catch {
      await way.close()
      throw error
    }
    let opened = Open(way: way, relay: relay)
    let other = state.withLock { state in
      let other = state.open[address]
      if !state.isClosed, other == nil { state.open[address] = opened }
      return (isKept: !state.isClosed && other == nil, entrance: other?.relay.entrance)
    }
    // Meanwhile the probe was given up, or another question to the same address opened the way.
    if !other.isKept { await Self.close(opened) }
    return other.entrance ?? relay.entrance
  }

  /// What the host's sshd finds at the address: through an open way a refusal could not be told from a hang-up.
  private func see(_ address: String) async throws(ProbeProblem) {
    switch await link.reaches(address) {
    case .connected: return
    case .unreachable(let reason) where Self.isUnknownName(reason):
      throw .couldNotAsk("\(name) does not know the host of \(address): \(reason)")
    case .unreachable(let reason) where reason.contains("refused"):
      throw .failed("connection from \(name) to \(address) refused")
    case .unreachable(let reason) where reason.contains("no answer") || reason.contains("timed out"):
      throw .timedOut("no connection from \(name) to \(address): \(reason)")
    case .unreachable(let reason): throw .failed("no connection from \(name) to \(address): \(reason)")
    case .unknown(let reason):
      throw .couldNotAsk(
        "whether \(name) can reach \(address) can't be told: \(reason). Its sshd must allow TCP forwarding")
    }
  }

  /// As the resolvers of Linux and of the BSDs say it.
  private static func isUnknownName(_ reason: String) -> Bool {
    let words = ["not known", "name resolution", "no address associated", "non-recoverable failure", "nodename nor"]
    return words.contains { reason.lowercased().contains($0) }
  }

  /// Gives up every way that was opened.
  func close() async {
    let open = state.withLock { state in
      state.isClosed = true
      defer { state.open = [:] }
      return Array(state.open.values)
    }
    for open in open { await Self.close(open) }
  }

  private static func close(_ open: Open) async {
    open.relay.close()
    await open.way.close()
  }
}
