internal import Glibc
internal import RunCore
internal import RunbookModel

/// The way to one host: at most one connection at a time, made when it is first needed and made anew when it is lost.
///
/// Whoever comes while a connection is being made waits for that one.
actor HostLink {
  private let command: SSHCommand
  private let desk: LinkDesk
  private var connection: AgentConnection?
  private var opening: Task<Result<AgentConnection, HostProblem>, Never>?
  private var contact: HostContact?
  private var isMarked = false
  private var isClosed = false

  init(_ command: SSHCommand, desk: LinkDesk) {
    self.command = command
    self.desk = desk
  }

  /// The connection, after one try to make it where there is none.
  func connected(_ access: HostAccess) async -> Result<AgentConnection, HostProblem> {
    if let connection, !connection.isLost { return await marked(connection, access) }
    if let opening {
      let result = await opening.value
      // Whoever waited may know of a key that the one who opened did not.
      guard case .failure(.refused) = result else { return result }
    }
    guard !isClosed else { return .failure(.lasting("the run lets go of its hosts")) }
    let task = Task { await open(access) }
    opening = task
    let result = await task.value
    opening = nil
    return result
  }

  /// The connection if there is one, for what is only tidying.
  var current: AgentConnection? { connection.flatMap { $0.isLost ? nil : $0 } }

  private func open(_ access: HostAccess) async -> Result<AgentConnection, HostProblem> {
    do throws(HostProblem) {
      let accepted = try await acceptedKeys(access)
      let opened = try await agent(access, accepted)
      connection = opened.connection
      let seen = HostContact(opened, of: access, keys: accepted, messages: messages)
      if seen != contact { desk.note(seen) }
      contact = seen
      return await marked(opened.connection, access)
    } catch {
      return .failure(error)
    }
  }

  /// Where the marker of the recovery can't be made no step is the worse for it; another's marker is a question.
  private func marked(
    _ connection: AgentConnection, _ access: HostAccess
  ) async -> Result<AgentConnection, HostProblem> {
    guard let marker = desk.marker, !isMarked, !access.isShared else { return .success(connection) }
    guard let reply = await connection.ask("mark", [marker, access.takenOver ?? ""]) else {
      return .failure(.passing("the connection was lost"))
    }
    if reply.word == "foreign", !reply.text.isEmpty {
      let refusal = HostRefusal(
        subject: .foreignMarker, host: access.name, destination: access.destination, detail: reply.text)
      return .failure(.refused(refusal, "another recovery works on \(access.name): \(reply.text)"))
    }
    isMarked = true
    return .success(connection)
  }

  // MARK: - Keys

  /// Everything that vouches for the host, without what is known to be live.
  private func acceptedKeys(_ access: HostAccess) async throws(HostProblem) -> [HostKey: KeyTrust] {
    var keys: [HostKey: KeyTrust] = [:]
    for accepted in access.keys { if let key = HostKey(accepted.key) { keys[key] = accepted.trust } }
    let live = access.isShared ? [:] : await desk.liveKeys.all()
    keys = try await AcceptedKeys.gather(keys, for: command, without: live, in: desk.knownHosts)
    if keys.isEmpty { throw await keyProblem(access, accepted: keys) }
    return keys
  }

  /// What is to be said of a host whose key is not among those that are accepted.
  private func keyProblem(_ access: HostAccess, accepted: [HostKey: KeyTrust]) async -> HostProblem {
    guard let key = await KeyEvidence.shown(by: command) else {
      return .passing("\(access.destination) can't be reached")
    }
    if accepted[key] != nil { return .passing("\(access.destination) showed another key a moment ago") }
    let live = access.isShared ? nil : await desk.liveKeys.all()[key]
    let subject: HostRefusal.Subject = live == nil ? .unknownKey : .liveKey
    let refusal = HostRefusal(
      subject: subject, host: access.name, destination: access.destination, detail: live ?? key.text,
      fingerprint: key.fingerprint)
    if let live { return .refused(refusal, "\(access.destination) shows the key of \(live)") }
    let words = accepted.isEmpty ? "a key that nobody vouches for" : "another key than the one that is expected"
    return .refused(refusal, "\(access.destination) shows \(words): \(key.fingerprint ?? key.text)")
  }

  // MARK: - Agents

  private func agent(
    _ access: HostAccess, _ accepted: [HostKey: KeyTrust]
  ) async throws(HostProblem) -> (connection: AgentConnection, process: AgentProcess) {
    FolderTree.removeFile(command.messages)
    let opening = AgentOpening(
      command: command.master("exec sh"), run: desk.run, earlierPlace: access.lastContact?.jobFolders.path)
    switch try await opening.open() {
    case .ready(let connection, let process):
      try connection.hello.verify(access.destination)
      return (connection, process)
    case .failed(let noise, let isLate):
      let said = ClientMessages(messages)
      if said.refusesKey { throw await keyProblem(access, accepted: accepted) }
      throw said.problem(of: access.destination, noise: noise, isLate: isLate)
    }
  }

  private var messages: String {
    FileAccess.contents(of: command.messages, atMost: 1 << 20).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// A shell of another user on the host, through the connection that there is.
  func elevated(_ become: Become, _ access: HostAccess) async -> Result<AgentConnection, HostProblem> {
    if case .failure(let problem) = await connected(access) { return .failure(problem) }
    let words = "exec " + become.shell.map(ShellQuoting.quoted).joined(separator: " ")
    return await ElevatedAgent(
      command: command.channel(words), run: desk.run, become: become, place: access.destination
    ).open()
  }

  /// How a further channel of the connection is opened, for a command on the host.
  nonisolated func channel(_ words: String) -> [String] { command.channel(words) }

  /// Whether something behind an address can be reached from the host.
  nonisolated func reaches(_ address: String) async -> Reachability {
    await ForwardingProbe(command: command, address: address).result()
  }

  /// Opens a way from a socket of this machine to an address as the host sees it.
  nonisolated func way(to address: String, number: Int) -> HostWay {
    HostWay(command: command, address: address, number: number)
  }

  // MARK: - The end

  /// Lets go of the host; at the end of a run all that it left there goes.
  func close(isEnd: Bool) async {
    isClosed = true
    guard let connection, !connection.isLost else { return }
    if isEnd {
      _ = await connection.ask("sweep")
      if isMarked, let marker = desk.marker { _ = await connection.ask("unmark", [marker]) }
    }
    await connection.close()
  }
}
