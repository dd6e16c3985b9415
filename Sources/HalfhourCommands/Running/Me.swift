internal import Foundation
internal import Glibc
internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel
internal import StepExecutors

/// The user and machine that act.
enum Me {
  static var user: String {
    guard let entry = getpwuid(geteuid()) else { return "uid \(geteuid())" }
    return String(cString: entry.pointee.pw_name)
  }

  static var machine: String {
    var name = utsname()
    uname(&name)
    return withUnsafePointer(to: &name.nodename) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: 65) { String(cString: $0) }
    }
  }

  static var operation: Operator { Operator(user: user) }

  /// What others read who find a lock of ours.
  static func holder(of run: RunID) -> String {
    let time = SystemClock().now().wall.text(fractionDigits: 0)
    return "run \(run), \(user) on \(machine), process \(getpid()), since \(time)"
  }

  /// What others read who find this run's marker on a host; the same for all sessions of a run.
  static func marker(of opening: RunOpening) -> String {
    "run \(opening.run), a \(opening.mode.rawValue) started by \(opening.startedBy) on \(machine)"
  }

  static func session(jobs: JobFolders, by person: Operator) -> SessionOpening {
    let place = JobFolders.identity(of: jobs.current).map { JobPlace(path: jobs.current, identity: $0) }
    return SessionOpening(
      boot: BootIdentity.current, machine: machine, process: Int(getpid()), by: person,
      interactive: Output.isTerminal, jobFolders: place)
  }

  /// What I give as a reason, as it may be recorded: without the secrets of the run.
  static func typed(_ text: String?, in state: RunState) async -> String? {
    guard let text, let opening = state.opening else { return text }
    return await TypedText.hidden(text, plan: state.plan, base: opening.folder, environment: environment)
  }

  /// The same of a run that begins here.
  static func typed(_ text: String?, in plan: Plan) async -> String? {
    guard let text else { return nil }
    let base = FileManager.default.currentDirectoryPath
    return await TypedText.hidden(text, plan: plan, base: base, environment: environment)
  }

  /// The command that was given.
  static var command: String {
    (["halfhour"] + CommandLine.arguments.dropFirst().map(quoted)).joined(separator: " ")
  }

  /// A word as a person types it, in quotes where a shell would see more in it.
  static func quoted(_ word: String) -> String {
    word.isEmpty || word.contains(where: { " '\"\\$`;&|<>()*?\n\t".contains($0) }) ? ShellQuoting.quoted(word) : word
  }

  static var environment: [String: String] { ProcessInfo.processInfo.environment }
}
