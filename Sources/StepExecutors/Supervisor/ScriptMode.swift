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
  private static let forkingWords: Set<String> = [
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
    if Self.namesItself(script.utf8) {
      self = .ownShell
    } else if hasTimeout || Self.needsFork(script) {
      self = .forked
    } else {
      self = .sourced
    }
  }

  // Byte by byte: this is asked of every script before it starts, and words of a shell are bytes.

  /// Whether it holds `$$` or `${$`.
  private static func namesItself(_ script: String.UTF8View) -> Bool {
    let dollar = UInt8(ascii: "$")
    var (last, beforeLast): (UInt8, UInt8) = (0, 0)
    for byte in script {
      if byte == dollar, last == dollar || (last == UInt8(ascii: "{") && beforeLast == dollar) { return true }
      (last, beforeLast) = (byte, last)
    }
    return false
  }

  private static func needsFork(_ script: String) -> Bool {
    script.utf8.split(separator: UInt8(ascii: "\n")).contains { line in
      needsFork(line: line) && !isHarmlessOption(Substring(line))
    }
  }

  private static func needsFork(line: Substring.UTF8View) -> Bool {
    // Quotes and backslashes can hide a word from us, but not from the shell.
    let plain = line.filter { $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
    return plain.split { !isOfWord($0) }.contains { bytes in
      let word = String(decoding: bytes, as: UTF8.self)
      return forkingWords.contains(word) || word == "." || word.contains("_hh")
    }
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    case UInt8(ascii: "_"), UInt8(ascii: "."), 0x80...: true
    default: false
    }
  }

  /// `set -e`, `set -u` and `set -x`, with which many scripts begin, don't keep a shell from recording its end.
  private static func isHarmlessOption(_ line: Substring) -> Bool {
    let words = line.split(separator: " ")
    return words.count == 2 && words[0] == "set" && words[1].first == "-"
      && words[1].dropFirst().allSatisfy("eux".contains)
  }
}
