internal import RunCore
internal import RunbookModel

/// The way to the shell of another user on a host or on this machine; like a link, but by way of one.
actor ElevatedLink {
  let become: Become
  private let base: HostLink?
  private let run: String
  private var connection: AgentConnection?
  private var opening: Task<Result<AgentConnection, HostProblem>, Never>?

  init(_ become: Become, base: HostLink?, run: String) {
    self.become = become
    self.base = base
    self.run = run
  }

  func connected(_ access: HostAccess?) async -> Result<AgentConnection, HostProblem> {
    if let connection, !connection.isLost { return .success(connection) }
    if let opening { return await opening.value }
    let task = Task { await open(access) }
    opening = task
    let result = await task.value
    opening = nil
    if case .success(let opened) = result { connection = opened }
    return result
  }

  var current: AgentConnection? { connection.flatMap { $0.isLost ? nil : $0 } }

  private func open(_ access: HostAccess?) async -> Result<AgentConnection, HostProblem> {
    if let base, let access { return await base.elevated(become, access) }
    return await ElevatedAgent(command: become.shell, run: run, become: become, place: "this machine").open()
  }

  func close(isEnd: Bool) async {
    guard let connection, !connection.isLost else { return }
    if isEnd { _ = await connection.ask("sweep") }
    await connection.close()
  }
}
