internal import RunbookModel

/// Which names authors may give.
enum NameRule {
  /// Letters, digits, `_` and `-`, of ASCII, beginning with no digit and no `-`.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, first == UInt8(ascii: "_") || isLetter(first) else { return false }
    return text.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || isLetter(byte) || isDigit(byte)
    }
  }

  /// A name that a shell can use for a variable.
  static func isVariable(_ text: String) -> Bool { isName(text) && !text.hasByte(UInt8(ascii: "-")) }

  /// The environment variable by which an input arrives: its name with `_` for `-`; nil when the text is no name.
  static func variable(for text: String) -> String? {
    isName(text) ? String(text.map { $0 == "-" ? "_" : $0 }) : nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
