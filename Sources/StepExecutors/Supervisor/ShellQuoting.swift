/// Text as one word of POSIX shell.
package enum ShellQuoting {
  /// Scalar by scalar: a quote with a combining mark behind it is one character, but the shell sees the quote.
  package static func quoted(_ text: String) -> String {
    var quoted = "'".unicodeScalars
    for scalar in text.unicodeScalars {
      if scalar == "'" { quoted.append(contentsOf: "'\\'".unicodeScalars) }
      quoted.append(scalar)
    }
    quoted.append("'")
    return String(quoted)
  }
}
