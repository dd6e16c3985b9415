/// The file through which values reach a script: assignments that the supervisor reads once and then empties.
enum ValuesFile {
  /// The most bytes that one environment variable can have beside its name.
  static let valueLimit = 128_000

  /// Names that some shell keeps for itself; assigning them ends it or does nothing.
  private static let reservedNames: Set<String> = [
    "PPID", "UID", "EUID", "GID", "EGID", "SHELLOPTS", "BASHOPTS", "BASH_VERSINFO", "OPTIND", "RANDOM", "SECONDS",
    "LINENO",
    "BASH_ENV", "ENV", "IFS", "PWD", "OLDPWD", "KSH_VERSION", "PIPESTATUS", "PGRP", "BASHPID", "FUNCNAME", "GROUPS",
  ]

  static func text(_ values: [NamedValue]) throws(JobStartError) -> String {
    var lines = ""
    for entry in values {
      if let reason = refusal(entry) { throw .refused(reason: reason) }
      lines += "export \(entry.name)=\(ShellQuoting.quoted(entry.value))\n"
    }
    return lines
  }

  private static func refusal(_ entry: NamedValue) -> String? {
    let name = entry.name
    guard let first = name.unicodeScalars.first, !("0"..."9").contains(first),
      name.unicodeScalars.allSatisfy({
        $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_")
      })
    else {
      return "\"\(name)\" can't be the name of an environment variable; use letters, digits and _ ."
    }
    if reservedNames.contains(name) || name.hasPrefix("_hh") || name.hasPrefix("HALFHOUR_") {
      return "The variable \(name) is kept by the shell or by halfhour; give the value another name."
    }
    if entry.value.utf8.count > valueLimit {
      return
        "The value of \(name) has \(entry.value.utf8.count) bytes; a variable holds \(valueLimit). Pass it in a file."
    }
    if entry.value.utf8.contains(0) {
      return "The value of \(name) holds a NUL byte, which a variable can't; pass it in a file."
    }
    return nil
  }
}
