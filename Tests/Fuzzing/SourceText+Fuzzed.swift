import RunbookModel

extension SourceText {
  /// A text that is the whole of its file.
  init(fuzzed text: String) { self.init(text, start: SourceLocation(file: "a.yaml", line: 1, column: 1)) }

  /// The text in double quotes, as conditions and texts read it.
  static func quoted(_ text: String) -> String {
    var quoted = "\"".unicodeScalars
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted.append("\\") }
      quoted.append(scalar)
    }
    return String(quoted) + "\""
  }
}
