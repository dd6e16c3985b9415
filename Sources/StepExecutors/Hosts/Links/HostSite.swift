internal import RunCore
internal import RunbookModel

/// One user's shell on one host, as an attempt works there.
struct HostSite: Sendable {
  /// Nil for another user on this machine.
  let link: HostLink?
  let access: HostAccess?
  let elevation: ElevatedLink?

  /// Where, in words.
  var name: String {
    let place = access.map { "\($0.name) (\($0.destination))" } ?? "this machine"
    return elevation.map { "\(place) as \($0.become.user)" } ?? place
  }

  var route: HostRoute { HostRoute(destination: access?.destination, become: elevation?.become) }

  /// The connection if there is one.
  var current: AgentConnection? {
    get async { if let elevation { await elevation.current } else { await link?.current } }
  }

  /// The connection, after one try to make it where there is none.
  func connected() async -> Result<AgentConnection, HostProblem> {
    if let elevation { return await elevation.connected(access) }
    guard let link, let access else { return .failure(.lasting("there is no host to work on")) }
    return await link.connected(access)
  }

  /// The connection, after as many tries as fit into a time; who is turned away for good is not tried again.
  func reached(within patience: Duration, unless isOver: @Sendable () -> Bool = { false }) async
    -> Result<AgentConnection, HostProblem>
  {
    // A machine that sleeps does not wait: its own sleep must not use up the patience.
    let deadline = SuspendingClock.now + patience
    var pause = Duration.milliseconds(200)
    while true {
      let result = await connected()
      guard case .failure(.passing) = result, SuspendingClock.now < deadline, !isOver() else { return result }
      await Pause.uncancellable(min(pause, deadline - SuspendingClock.now))
      pause = min(pause * 2, .seconds(3))
    }
  }

  /// A command of this machine that runs a shell program on the host as this user, with its own standard input and output.
  ///
  /// The program goes there by the agent, because every login shell reads a line of its own kind.
  func channel(running program: String) async -> [String]? {
    guard case .success(let connection) = await connected(), let reply = await connection.ask("program", [program]),
      reply.word == "program", let path = reply.fields.first
    else { return nil }
    let shell = (elevation.map { $0.become.shell } ?? ["sh"]) + [path]
    guard let link else { return shell }
    return link.channel("exec " + shell.map(ShellQuoting.quoted).joined(separator: " "))
  }
}
