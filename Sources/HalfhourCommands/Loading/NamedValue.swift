/// An option's `name=value`.
enum NamedValue {
  /// Splits at the first sign, byte by byte: a combining mark at the beginning of a value would hide the sign in one
  /// character with it.
  static func split(
    _ text: String, option: String, form: String
  ) throws(CommandFailure) -> (name: String, value: String) {
    guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")), equals != text.startIndex else {
      throw CommandFailure("\(option) \(text): write it as \(form)")
    }
    return (String(text[..<equals]), String(text[text.utf8.index(after: equals)...]))
  }
}
