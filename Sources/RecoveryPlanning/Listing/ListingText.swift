/// Fits texts into columns; a width is counted in characters.
enum ListingText {
  static func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  static func cut(_ text: String, to width: Int) -> String {
    text.count <= width ? text : text.prefix(max(0, width - 1)).trimmingEnd + "…"
  }

  /// Breaks between words; later lines begin with the indentation. A word that is too long stays whole.
  static func wrap(_ text: String, width: Int, indentation: String = "") -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if line.isEmpty {
        line = (lines.isEmpty ? "" : indentation) + word
      } else if line.count + 1 + word.count <= width {
        line += " " + word
      } else {
        lines.append(line)
        line = indentation + word
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// Control characters could play tricks on a terminal; only tabs and line ends are left.
  static func harmless(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isTrick) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isTrick($0) ? "\u{FFFD}" : $0 }))
  }

  private static func isTrick(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\n", "\t": false
    case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": true
    default: scalar.properties.generalCategory == .control
    }
  }
}

extension Substring {
  fileprivate var trimmingEnd: Substring {
    var rest = self
    while rest.last == " " { rest = rest.dropLast() }
    return rest
  }
}
