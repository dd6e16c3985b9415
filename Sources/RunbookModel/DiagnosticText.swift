/// A diagnostic as a terminal shows it: place and message, the line with a caret, what to do, and the second places.
///
/// Nothing in it can steer the terminal: control characters of the file are shown, not sent.
package struct DiagnosticText {
  package var diagnostic: Diagnostic
  /// The columns that a source line may take before it is cut around the caret.
  package var width: Int
  /// The contents of a file by its name in the diagnostic; nil leaves the source line out.
  package var contents: (_ file: String) -> String?

  package init(_ diagnostic: Diagnostic, width: Int = 100, contents: @escaping (_ file: String) -> String?) {
    self.diagnostic = diagnostic
    self.width = width
    self.contents = contents
  }

  /// Lines that each end with a line feed.
  package var text: String {
    var text = place(
      diagnostic.location, label: diagnostic.severity.rawValue, message: diagnostic.message)
    if let hint = diagnostic.hint { text += "  help: \(Self.visible(hint))\n" }
    for note in diagnostic.notes { text += place(note.location, label: "note", message: note.message) }
    return text
  }

  private func place(_ location: SourceLocation, label: String, message: String) -> String {
    var text =
      "\(Self.visible(location.file)):\(location.line):\(location.column): \(label): \(Self.visible(message))\n"
    if let line = contents(location.file).flatMap({ Self.line(location.line, of: $0) }) {
      text += SourceExcerpt(line: line, column: location.column, width: max(20, width - 2)).text
    }
    return text
  }

  private static func line(_ number: Int, of contents: String) -> Substring.UnicodeScalarView? {
    var rest = contents.unicodeScalars[...]
    if rest.first == "\u{FEFF}" { rest = rest.dropFirst() }
    for _ in 1..<max(1, number) {
      guard let end = rest.firstIndex(of: "\n") else { return nil }
      rest = rest[rest.index(after: end)...]
    }
    let line = rest.prefix { $0 != "\n" }
    return line.last == "\r" ? line.dropLast() : line
  }

  /// The text with what a terminal would obey, or what would hide text, written as `\u{1B}`.
  static func visible(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator,
        .format where scalar != "\u{200D}":
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default:
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
