internal import Dispatch
internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// One look at one host, as far as its key allows.
struct HostInspection: Sendable {
  let host: PlannedHost
  let command: SSHCommand
  let becomes: [Become]
  let knownHosts: KnownHosts
  let liveKeys: LiveKeys
  let deadline: SuspendingClock.Instant

  func findings() async -> HostFindings {
    do throws(HostProblem) {
      let live = await liveKeys.all()
      let accepted = try await acceptedKeys(without: live)
      guard !accepted.isEmpty else { return await stranger(accepted, live) }
      FolderTree.removeFile(command.messages)
      let start = SuspendingClock.now
      let opening = AgentOpening(
        command: command.master("exec sh"), run: "", earlierPlace: nil, onlyLooks: true,
        patience: deadline - SuspendingClock.now)
      switch try await opening.open() {
      case .ready(let connection, let process):
        let time = SuspendingClock.now - start
        let key = shownKey(among: accepted)
        let facts = await facts(connection, process, connecting: time)
        return HostFindings(host: host, key: key, meeting: facts)
      case .failed(let noise, let isLate):
        let said = ClientMessages(messages)
        if said.refusesKey { return await stranger(accepted, live) }
        throw said.problem(of: command.destination, noise: noise, isLate: isLate)
      }
    } catch {
      return HostFindings(host: host, meeting: Self.meeting(error))
    }
  }

  private static func meeting(_ problem: HostProblem) -> HostFindings.Meeting {
    if case .lasting = problem { return .unreachable(problem.words, forGood: true) }
    return .unreachable(problem.words, forGood: false)
  }

  private var messages: String {
    FileAccess.contents(of: command.messages, atMost: 1 << 20).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  // MARK: - Keys

  /// Everything that vouches for the host, without what is known to be live; as a run takes it.
  private func acceptedKeys(without live: [HostKey: String]) async throws(HostProblem) -> [HostKey: KeyTrust] {
    var keys: [HostKey: KeyTrust] = [:]
    for text in host.keys { if let key = HostKey(text) { keys[key] = .site } }
    return try await AcceptedKeys.gather(
      keys, for: command, without: host.isShared ? [:] : live, in: knownHosts)
  }

  private func shownKey(among accepted: [HostKey: KeyTrust]) -> ShownKey? {
    guard let fingerprint = ClientMessages(messages).fingerprint else { return nil }
    let key = accepted.first { $0.key.fingerprint == fingerprint }
    return ShownKey(fingerprint: fingerprint, kind: key?.key.kind ?? "", trust: key?.value)
  }

  /// A host whose key is not among those that are accepted: which it shows is all that is looked at.
  private func stranger(_ accepted: [HostKey: KeyTrust], _ live: [HostKey: String]) async -> HostFindings {
    let file = "\(command.places.folder)/\(command.alias).shown"
    FolderTree.removeFile(file)
    let said = await ToolRun.output(command.keyProbe(into: file))
    let text = FileAccess.contents(of: file, atMost: 1 << 16).map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard let key = text.split(separator: "\n").lazy.compactMap(HostKey.init(knownHostsLine:)).first else {
      let problem = ClientMessages(said?.errors ?? "").problem(of: command.destination, noise: "", isLate: false)
      return HostFindings(host: host, meeting: Self.meeting(problem))
    }
    let shown = ShownKey(fingerprint: key.fingerprint ?? key.text, kind: key.kind, trust: nil)
    if !host.isShared, let whose = live[key] { return HostFindings(host: host, key: shown, meeting: .live(whose)) }
    return HostFindings(host: host, key: shown, meeting: .unconfirmed(isOther: !accepted.isEmpty))
  }

  // MARK: - Facts

  private func facts(
    _ connection: AgentConnection, _ process: AgentProcess, connecting: Duration
  ) async -> HostFindings.Meeting {
    // Whatever hangs on the host, such as a dead network disk, ends with its connection.
    let overdue = DispatchWorkItem { process.kill() }
    let rest = max(.zero, deadline - SuspendingClock.now)
    DispatchQueue.global().asyncAfter(
      deadline: .now() + .milliseconds(Int(rest / .milliseconds(1))), execute: overdue)
    defer { overdue.cancel() }
    let roundTrip = await roundTrip(connection)
    let reply = await connection.ask("facts").flatMap(FactsReply.init)
    var elevations: [Elevation] = []
    for become in becomes { elevations.append(await elevation(become, connection)) }
    // A host that is only read from has none.
    let recovery = host.isShared ? nil : await connection.ask("recovery")?.text
    let isLost = connection.isLost
    await connection.close()
    guard let roundTrip, let reply, !isLost else {
      return .unreachable("\(command.destination) let us in, and did not answer all questions in time", forGood: false)
    }
    let hello = connection.hello
    return .met(
      HostFacts(
        system: hello.system, user: reply.user, clockOffset: hello.clockOffset, leader: hello.leader,
        connecting: connecting, roundTrip: roundTrip, places: reply.places, tools: reply.tools, disks: reply.disks,
        memory: reply.memory, freeMemory: reply.freeMemory, elevations: elevations,
        recovery: recovery.flatMap { $0.isEmpty ? nil : $0 }))
  }

  /// The shortest of several, the first of which pays for what comes with it.
  private func roundTrip(_ connection: AgentConnection) async -> Duration? {
    var best: Duration?
    for _ in 0..<4 {
      let start = SuspendingClock.now
      guard await connection.ask("here") != nil else { return nil }
      let time = SuspendingClock.now - start
      best = min(best ?? time, time)
    }
    return best
  }

  /// Tries the very command with which a run would work as that user.
  private func elevation(_ become: Become, _ connection: AgentConnection) async -> Elevation {
    guard let reply = await connection.ask("elevate", become.shell) else {
      return Elevation(become: become, problem: "the connection was lost")
    }
    return Elevation(become: become, problem: reply.word == "elevated" ? nil : reply.text)
  }
}
