/// Text that somebody else wrote, made fit for a place in a report: bounded, without control characters, escaped for Markdown.
enum CellText {
  /// The most characters of one cell.
  static let most = 600
  /// The most characters of a title or another name.
  static let mostOfName = 160

  static func fit(_ text: String, for format: ReportFormat, most: Int = CellText.most) -> String {
    let cut = clean(text, most: most)
    return format == .markdown ? escaped(cut) : cut
  }

  /// In one line, for the places that have no more.
  static func line(_ text: String, most: Int) -> String {
    let words = clean(text, most: most * 2).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.count > most ? words.prefix(most - 1) + "…" : words
  }

  /// Cuts the text, and drops what would act on its surroundings: control characters and marks of writing direction.
  private static func clean(_ text: String, most: Int) -> String {
    // A single character can be made of thousands of scalars.
    let bounded = String(String.UnicodeScalarView(text.unicodeScalars.prefix(most * 4)))
    var result = String.UnicodeScalarView()
    var marks = 0
    for scalar in bounded.unicodeScalars where !isDirection(scalar) {
      marks = isMark(scalar) ? marks + 1 : 0
      guard marks <= mostMarks else { continue }
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      result.append(isControl && scalar != "\n" ? (scalar == "\t" || scalar == "\r" ? " " : "\u{FFFD}") : scalar)
    }
    let cut = String(result)
    let isWhole = bounded.unicodeScalars.count == text.unicodeScalars.count && cut.count <= most
    return isWhole ? cut : cut.prefix(most) + "…"
  }

  /// The most marks on one letter; no language needs more, and a pile of them is drawn over its neighbours.
  private static let mostMarks = 4

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    [.nonspacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
  }

  private static func isDirection(_ scalar: Unicode.Scalar) -> Bool {
    (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      || [0x200E, 0x200F, 0x061C].contains(scalar.value)
  }

  private static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "|", "`", "*", "_", "<", ">", "[", "]", "#", "&", "~": result += ["\\", scalar]
      case "\n": result.append(" ")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
