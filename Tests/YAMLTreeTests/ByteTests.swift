import RunbookModel
import Testing
import YAMLTree

struct ByteTests {
  @Test(
    arguments: [
      ([0x61, 0xFF], 1, 2, "0xFF isn't UTF-8"), ([0x61, 0x0A, 0xC3], 2, 1, "0xC3 isn't UTF-8"),
      ([0xC3, 0xA9, 0xC0, 0x80], 1, 2, "0xC0 isn't UTF-8"), ([0xED, 0xA0, 0x80], 1, 1, "0xED isn't UTF-8"),
      ([0xE0, 0x80, 0x80], 1, 1, "0xE0 isn't UTF-8"), ([0xF0, 0x80, 0x80, 0x80], 1, 1, "0xF0 isn't UTF-8"),
      ([0xF4, 0x90, 0x80, 0x80], 1, 1, "0xF4 isn't UTF-8"), ([0xF8], 1, 1, "0xF8 isn't UTF-8"),
      ([0x80], 1, 1, "0x80 isn't UTF-8"), ([0xF0, 0x9F, 0xA6], 1, 1, "0xF0 isn't UTF-8"),
      ([0xC2, 0x85], 1, 1, "U+0085 is used as a line break"), ([0xC2, 0x9B], 1, 1, "U+009B isn't allowed"),
      ([0x61, 0x00], 1, 2, "NUL"), ([0x61, 0x1B], 1, 2, "U+001B isn't allowed"), ([0x7F], 1, 1, "U+007F isn't allowed"),
      ([0x61, 0x0D, 0x62], 1, 2, "U+000D is used as a line break"), ([0x61, 0x0D], 1, 2, "U+000D is used"),
      ([0xE2, 0x80, 0xA8], 1, 1, "U+2028 is used as a line break"), ([0x61, 0xEF, 0xBB, 0xBF], 1, 2, "U+FEFF isn't"),
      ([0xEF, 0xBF, 0xBF], 1, 1, "U+FFFF isn't allowed"), ([0xFF, 0xFE, 0x61, 0x00], 1, 1, "UTF-16"),
      ([0xFE, 0xFF, 0x00, 0x61], 1, 1, "UTF-16"), ([0x61, 0x00, 0x3A, 0x00], 1, 2, "NUL"),
      ([0xEF, 0xBB, 0xBF, 0x61, 0x01], 1, 2, "U+0001 isn't allowed"),
    ] as [([UInt8], Int, Int, String)])
  func `bytes that are no clean text are refused where they stand`(
    bytes: [UInt8], line: Int, column: Int, message: String
  ) throws {
    let (root, diagnostics) = YAMLParser.parse(bytes, file: "a.yaml")
    #expect(root == nil)
    #expect(diagnostics.count == 1)
    #expect(diagnostics.first?.location == SourceLocation(file: "a.yaml", line: line, column: column))
    #expect(diagnostics.first?.message.contains(message) == true, "\(diagnostics)")
    #expect(diagnostics.first?.hint != nil)
  }

  /// The borders of Unicode's ranges are let through, and libyaml agrees with them.
  @Test(arguments: [
    "\u{20}", "\u{7E}", "\u{A0}", "\u{D7FF}", "\u{E000}", "\u{FFFD}", "\u{10000}", "\u{10FFFF}", "\u{7FF}", "\u{800}",
    "\u{2027}", "\u{202A}", "\u{FEFE}",
  ])
  func `every other character is read`(character: String) throws {
    #expect(try scalar("a", in: "a: 'x\(character)x'").text == "x\(character)x")
  }

  /// Swift's own decoder is the judge.
  @Test func `bytes are UTF-8 for us exactly when they are for Swift`() {
    var generator = Seeded(state: 1)
    let interesting: [UInt8] = [
      0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1,
      0xF4, 0xF5, 0xFF,
    ]
    for _ in 0..<50_000 {
      let bytes = (0..<4).map { _ in interesting[Int(generator.next() % UInt64(interesting.count))] }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      let message = YAMLParser.parse(bytes, file: "a").diagnostics.first?.message ?? ""
      guard !message.contains("U+") else { continue }  // a character that isn't allowed came first
      let isRefused = message.contains("isn't UTF-8") || message.contains("UTF-16")
      #expect(isValid != isRefused, "\(bytes) \(message)")
    }
  }
}
