/// Foreign text made fit for one line of a terminal: no escape sequences, no control or invisible characters.
enum DisplayText {
  /// Longer texts are cut before anything else looks at them.
  static let mostScalars = 2_000

  /// One line; line ends and tabs become spaces.
  static func clean(_ text: String) -> String {
    var rest = text.unicodeScalars.prefix(mostScalars)[...]
    var result = String.UnicodeScalarView()
    var marks = 0
    while let scalar = rest.popFirst() {
      if scalar == "\u{1B}" {
        rest = skippingEscape(rest)
      } else if let kind = escapeOfOneByte(scalar) {
        rest = skippingEscape(Substring.UnicodeScalarView([kind] + rest))
      } else if scalar == "\n" || scalar == "\t" || scalar == "\u{2028}" || scalar == "\u{2029}" {
        result.append(" ")
      } else if isDropped(scalar) {
        continue
      } else if DisplayWidth.of(scalar) == 0 {
        // A mark needs something to stand on, and a heap of them would cover the lines above.
        marks += 1
        if marks <= 2 && !result.isEmpty { result.append(scalar) }
      } else {
        marks = 0
        result.append(plain(scalar))
      }
    }
    return String(result)
  }

  /// The first line that says something.
  static func firstLine(_ text: String) -> String {
    let start = String(text.unicodeScalars.prefix(mostScalars))
    let lines = start.split(whereSeparator: \.isNewline).lazy.map { clean(String($0)) }
    return lines.first { $0.contains { $0 != " " } } ?? ""
  }

  /// The second half of the escape for which a C1 control stands.
  private static func escapeOfOneByte(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    guard (0x80...0x9F).contains(scalar.value), scalar.value != 0x85 else { return nil }
    return Unicode.Scalar(scalar.value - 0x40)
  }

  /// Skips what follows an ESC: a control sequence, a string with its end, or a short escape.
  private static func skippingEscape(_ text: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView {
    var rest = text
    guard let kind = rest.popFirst() else { return rest }
    switch kind {
    case "[":
      if let end = rest.firstIndex(where: { (0x40...0x7E).contains($0.value) }) {
        return rest[rest.index(after: end)...]
      }
    case "]", "P", "X", "^", "_":
      guard let end = rest.firstIndex(where: { $0 == "\u{07}" || $0 == "\u{1B}" || $0 == "\u{9C}" }) else { break }
      let after = rest[rest.index(after: end)...]
      return rest[end] == "\u{1B}" && after.first == "\\" ? after.dropFirst() : after
    case _ where (0x20...0x2F).contains(kind.value): return rest.drop { (0x20...0x2F).contains($0.value) }.dropFirst()
    case _ where (0x30...0x7E).contains(kind.value): return rest
    default: return text
    }
    return rest[rest.endIndex...]
  }

  /// Controls, what turns the writing direction, and joiners that make widths a matter of opinion.
  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
    default: (0xFE00...0xFE0F).contains(scalar.value) || (0x1F3FB...0x1F3FF).contains(scalar.value)
    }
  }

  /// Flags are two letters that some terminals join and some don't.
  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0x1F1E6...0x1F1FF).contains(scalar.value) else { return scalar }
    return Unicode.Scalar(scalar.value - 0x1F1E6 + 0x41) ?? scalar
  }
}
