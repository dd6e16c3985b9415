/// How the supervisor runs a script, chosen by what the script could do to a shell that must live to tell its end.
enum ScriptMode: Hashable, Sendable {
  /// In the supervisor itself, which costs no process.
  case sourced
  /// In a subshell that the supervisor waits for.
  case forked
  /// By a shell of its own, because the script speaks of its own process.
  case ownShell
  /// By the program that its `#!` line names.
  case program(interpreter: [String])

  /// Words after which a shell may not come back to record how it ended.
  private static let forkingWords: Set<Substring> = [
    "exec", "trap", "eval", "source", "kill", "set", "ulimit", "alias", "shopt",
  ]

  init(script: String, hasTimeout: Bool) {
    if script.hasPrefix("#!") {
      let line = script.dropFirst(2).prefix { $0 != "\n" }.drop { $0 == " " || $0 == "\t" }
      let parts = line.split(maxSplits: 1, whereSeparator: { $0 == " " || $0 == "\t" })
      // The kernel hands all that follows the program over as one argument.
      let argument = parts.dropFirst().map { $0.drop { $0 == " " } }.filter { !$0.isEmpty }
      if parts.first != "/bin/sh" || !argument.isEmpty {
        self = .program(interpreter: (parts.prefix(1) + argument).map(String.init))
        return
      }
    }
    if script.contains("$$") || script.contains("${$") {
      self = .ownShell
    } else if hasTimeout || Self.needsFork(script) {
      self = .forked
    } else {
      self = .sourced
    }
  }

  private static func needsFork(_ script: String) -> Bool {
    script.split(separator: "\n").contains { !isHarmlessOption($0) && needsFork(line: $0) }
  }

  private static func needsFork(line: Substring) -> Bool {
    // Quotes and backslashes can hide a word from us, but not from the shell.
    let plain = line.filter { $0 != "\\" && $0 != "\"" && $0 != "'" }
    let words = plain.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }
    return words.contains { forkingWords.contains($0[...]) || $0 == "." || $0.contains("_hh") }
  }

  /// `set -e`, `set -u` and `set -x`, with which many scripts begin, don't keep a shell from recording its end.
  private static func isHarmlessOption(_ line: Substring) -> Bool {
    let words = line.split(separator: " ")
    return words.count == 2 && words[0] == "set" && words[1].first == "-"
      && words[1].dropFirst().allSatisfy("eux".contains)
  }
}
