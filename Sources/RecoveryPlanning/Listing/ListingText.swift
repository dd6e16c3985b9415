/// Fits texts into columns; a width is counted in characters.
enum ListingText {
  /// A text of plain ASCII is as wide as it is long; only others have to be taken apart into characters.
  static func width(of text: String) -> Int { isPlain(text) ? text.utf8.count : text.count }

  static func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - self.width(of: text)))
  }

  static func cut(_ text: String, to width: Int) -> String {
    text.utf8.count <= width || self.width(of: text) <= width
      ? text : text.prefix(max(0, width - 1)).trimmingEnd + "…"
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
    guard !isPlain(text), text.unicodeScalars.contains(where: isTrick) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isTrick($0) ? "\u{FFFD}" : $0 }))
  }

  /// Whether the text is of ASCII alone, without control characters but for tabs and line ends.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x20..<0x7F).contains($0) || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\t") }
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
