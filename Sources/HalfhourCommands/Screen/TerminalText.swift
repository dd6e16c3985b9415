/// Text that can do nothing to a terminal but be shown.
enum TerminalText {
  /// The text without escape sequences and control characters; line feeds and tabs stay.
  static func harmless(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "\u{1B}" {
        dropSequence(&rest)
      } else if scalar == "\n" || scalar == "\t" || !isControl(scalar) {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }

  /// What follows an escape: a control sequence up to its final byte, a string up to its terminator, or one character.
  private static func dropSequence(_ rest: inout Substring.UnicodeScalarView) {
    guard let kind = rest.popFirst() else { return }
    switch kind {
    case "[":
      while let scalar = rest.popFirst(), !(0x40...0x7E).contains(scalar.value) {}
    case "]", "P", "X", "^", "_":
      while let scalar = rest.popFirst() {
        if scalar == "\u{07}" { return }
        if scalar == "\u{1B}" {
          if rest.first == "\\" { rest.removeFirst() }
          return
        }
      }
    default: break
    }
  }
}
