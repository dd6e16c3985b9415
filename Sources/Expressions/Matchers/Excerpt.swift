/// Cuts texts to sizes that can be read in a message.
package enum Excerpt {
  /// In double quotes on one line, control characters escaped, cut in the middle when longer than `limit`.
  package static func quoted(_ text: String, limit: Int = 80) -> String {
    let scalars = text.unicodeScalars
    let head = scalars.prefix(limit + 1)
    guard head.count > limit else { return "\"\(escaped(head))\"" }
    let end = scalars.suffix(limit / 4)
    return "\"\(escaped(scalars.prefix(limit * 3 / 4)))…\(escaped(end))\" (\(scalars.count) characters)"
  }

  /// One line without its end, control characters escaped, cut at the end when longer than `limit`.
  package static func line(_ text: some StringProtocol, limit: Int = 120) -> String {
    let head = text.unicodeScalars.prefix(limit + 1)
    return head.count > limit ? escaped(head.prefix(limit)) + "…" : escaped(head)
  }

  private static func escaped(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = ""
    for scalar in scalars {
      switch scalar {
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format:
        text += "\\u{\(String(scalar.value, radix: 16))}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
