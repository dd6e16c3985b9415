internal import Foundation
internal import RunbookModel

/// The shell program of an agent, which stands beside this file, with what a run says before it.
enum AgentScript {
  /// All that a fresh shell reads before the first request.
  static func text(run: String, token: String, earlierPlace: String?) -> String {
    """
    _hh_run=\(ShellQuoting.quoted(JobName.prefix(run: run)))
    _hh_token=\(ShellQuoting.quoted(token))
    _hh_old=\(ShellQuoting.quoted(earlierPlace ?? ""))

    """ + program
  }

  /// A call of one of its functions.
  static func call(_ function: String, _ arguments: [String]) -> String {
    "_hh_\(function) \(arguments.map(ShellQuoting.quoted).joined(separator: " "))\n"
  }

  /// The same for somebody who only looks at a host: without all that makes folders there.
  static func lookingText(token: String) -> String {
    """
    _hh_token=\(ShellQuoting.quoted(token))
    _hh_old=
    _hh_place=
    _hh_desk=-
    _hh_executes=no

    """ + looking
  }

  /// What stands before the one mark and from the other on; without them nothing, so that nothing is made.
  private static let looking: String = {
    let parts = program.components(separatedBy: "# Here ends what is read by somebody who only looks")
    guard parts.count == 2, let greeting = parts[1].range(of: "# The wall clock in seconds") else { return "exit 1\n" }
    return parts[0] + parts[1][greeting.lowerBound...]
  }()

  private static let program = String(decoding: PackageResources.agent_sh, as: UTF8.self)
}
