/// Which names authors may give.
enum NameRule {
  /// Letters, digits, `_` and `-`, of ASCII, beginning with no digit and no `-`.
  static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first == "_" || isLetter(first) else { return false }
    return text.unicodeScalars.allSatisfy { $0 == "_" || $0 == "-" || isLetter($0) || isDigit($0) }
  }

  /// A name that a shell can use for a variable.
  static func isVariable(_ text: String) -> Bool { isName(text) && !text.utf8.contains(UInt8(ascii: "-")) }

  /// The environment variable by which an input arrives: its name with `_` for `-`; nil when the text is no name.
  static func variable(for text: String) -> String? {
    isName(text) ? String(text.map { $0 == "-" ? "_" : $0 }) : nil
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
