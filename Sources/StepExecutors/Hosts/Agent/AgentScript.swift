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

  private static let program = String(decoding: PackageResources.agent_sh, as: UTF8.self)
}
