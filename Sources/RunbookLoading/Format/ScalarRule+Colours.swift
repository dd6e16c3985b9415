extension ScalarRule {
  /// Exactly `#rrggbb`, because it is written into a style as it is.
  static let colour = ScalarRule(
    words: "a colour such as \"#00aa55\", in quotes", pattern: "^#[0-9A-Fa-f]{6}$", accepts: isColour,
    hint: { text in
      let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
      let whole = digits.count == 3 ? digits.map { "\($0)\($0)" }.joined() : String(digits)
      return isColour("#" + whole) ? "write \"#\(whole)\"" : nil
    })

  private static func isColour(_ text: String) -> Bool {
    text.utf8.count == 7 && text.utf8.first == UInt8(ascii: "#")
      && text.utf8.dropFirst().allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
          UInt8(ascii: "A")...UInt8(ascii: "F"):
          true
        default: false
        }
      }
  }
}
