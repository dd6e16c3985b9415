internal import RunbookModel

/// The shell of another user, through `sudo` or `doas`, on a host or on this machine.
struct ElevatedAgent: Sendable {
  let command: [String]
  let run: String
  let become: Become
  /// Where, in words.
  let place: String

  func open() async -> Result<AgentConnection, HostProblem> {
    do throws(HostProblem) {
      switch try await AgentOpening(command: command, run: run, earlierPlace: nil).open() {
      case .ready(let connection, _):
        try connection.hello.verify("\(become.user) on \(place)")
        return .success(connection)
      case .failed(let noise, _):
        let said = noise.split(whereSeparator: \.isNewline).suffix(3).joined(separator: " ")
        throw .lasting(
          "\(become.with.rawValue) does not make us \(become.user) on \(place) without a password: \(said). "
            + "Nobody is asked for one here: allow it in the configuration of \(become.with.rawValue)")
      }
    } catch {
      return .failure(error)
    }
  }
}
