internal import RunbookModel

/// Values arrive in scripts as environment variables, whose names must be free and harmless.
enum EnvironmentCheck {
  /// Variables that would change how the shell or halfhour's own supervisor works.
  private static let refused: Set<String> = [
    "PATH", "IFS", "ENV", "BASH_ENV", "SHELLOPTS", "BASHOPTS", "PS4", "LD_PRELOAD", "LD_LIBRARY_PATH", "PWD", "OLDPWD",
    "PPID", "UID", "EUID", "OPTIND",
  ]

  static func check(_ inputs: [Input]) -> [Diagnostic] {
    var owners: [String: Input] = [:]
    return inputs.compactMap { input in
      let variable = NameRule.variable(for: input.name.text) ?? input.name.text
      if isRefused(variable) {
        return Diagnostic(
          .error, "an input can't be called \"\(input.name)\": scripts would get it as the variable \(variable)",
          at: input.location, hint: "give it another name")
      }
      if let other = owners[variable] {
        return Diagnostic(
          .error, "the inputs \"\(other.name)\" and \"\(input.name)\" would both arrive as the variable \(variable)",
          at: input.location, hint: "give one another name", notes: [.init("the other stands here", at: other.location)]
        )
      }
      owners[variable] = input
      return nil
    }
  }

  static func check(_ step: StepDraft) -> [Diagnostic] {
    // A template's names never reach a shell.
    guard step.reader.has("with"), !step.step.scripts.isEmpty else { return [] }
    return step.reader.entries("with").compactMap { entry in
      guard isRefused(entry.name.text) else { return nil }
      return Diagnostic(
        .error, "`with` can't set \(entry.name.text): it changes how the shell works", at: entry.location,
        hint: "set it within the script, or choose another name")
    }
  }

  private static func isRefused(_ variable: String) -> Bool {
    refused.contains(variable) || variable.hasPrefix("HALFHOUR_")
  }
}
