@testable import HalfhourCommands

/// Nothing that steers a terminal comes through, and what is clean already stays as it is.
enum TerminalTarget: FuzzTarget {
  static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let clean = DisplayText.clean(text)
    demand(!clean.unicodeScalars.contains(where: steers), "a clean text can only be shown: \(clean.debugDescription)")
    demand(!clean.unicodeScalars.contains("\n"), "a clean text is one line")
    demand(DisplayText.clean(clean).utf8.elementsEqual(clean.utf8), "cleaned twice alike: \(clean.debugDescription)")
    demand(!DisplayText.firstLine(text).unicodeScalars.contains(where: steers), "a first line can only be shown")
    let harmless = TerminalText.harmless(text)
    demand(
      !harmless.unicodeScalars.contains { $0 != "\n" && $0 != "\t" && steers($0) },
      "a log can only be shown: \(harmless.debugDescription)")
    demand(TerminalText.harmless(harmless).utf8.elementsEqual(harmless.utf8), "shown twice alike")
    if text.unicodeScalars.allSatisfy({ (0x20..<0x7F).contains($0.value) }) {
      demand(harmless == text, "plain text is shown as it is")
      demand(clean == text.prefix(DisplayText.mostScalars), "plain text is clean")
    }
    for width in [1, 7, 40] { checkWrapping(of: text, width: width) }
  }

  private static func checkWrapping(of text: String, width: Int) {
    let lines = WrappedText.lines(text, width: width, most: 3)
    demand(lines.count <= 3, "at most three lines")
    for line in lines where width > 2 {
      demand(DisplayWidth.of(line) <= width, "\(line.debugDescription) fits \(width) columns")
    }
  }

  /// Controls of both sets, and what turns the writing direction.
  private static func steers(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control || (0x202A...0x202E).contains(scalar.value)
      || (0x2066...0x2069).contains(scalar.value)
  }
}
