internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// Where a person wants a command done.
struct ExecPlace {
  let host: String?
  let here: Bool

  /// The machine that runs halfhour, for whom never has to think of a name at night.
  static let thisMachine = "here"

  /// The host that is meant, or nil for this machine; throws where the run knows no such host, or no address of it yet.
  func host(in state: RunState) throws(CommandFailure) -> HostName? {
    guard !here, let host else { return nil }
    let name = HostName(host)
    guard let planned = state.plan.hosts.first(where: { $0.name == name }) else {
      if host == Self.thisMachine { return nil }
      throw CommandFailure("the run has no host \(host). \(Self.known(in: state))")
    }
    guard state.destination(of: name) != nil else {
      let giver = planned.providers.first.map { ": the step \($0) gives it one, and is not over" } ?? ""
      throw CommandFailure("the host \(host) has no address yet\(giver)")
    }
    return name
  }

  /// The hosts that a person can choose from.
  static func known(in state: RunState) -> String {
    let names = state.plan.hosts.map(\.name.text).sorted().joined(separator: ", ")
    let hosts = names.isEmpty ? "It works on this machine alone" : "It knows \(names)"
    return "\(hosts); this machine is called `\(thisMachine)`."
  }
}
