import RunbookModel
import Testing

struct DiagnosticTextTests {
  private func text(
    _ contents: String, line: Int, column: Int, message: String = "wrong", hint: String? = nil,
    notes: [Diagnostic.Note] = [], width: Int = 100
  ) -> String {
    let location = SourceLocation(file: "a.yaml", line: line, column: column)
    let diagnostic = Diagnostic(.error, message, at: location, hint: hint, notes: notes)
    return DiagnosticText(diagnostic, width: width) { $0 == "a.yaml" ? contents : nil }.text
  }

  @Test func `a mistake is shown with its line, a caret, the help and the notes`() {
    let note = Diagnostic.Note("the first stands here", at: SourceLocation(file: "a.yaml", line: 1, column: 1))
    let shown = text("a: 1\nb: x\na: 2\n", line: 3, column: 1, message: "twice", hint: "delete one", notes: [note])
    #expect(
      shown == """
        a.yaml:3:1: error: twice
          a: 2
          ^
          help: delete one
        a.yaml:1:1: note: the first stands here
          a: 1
          ^

        """)
  }

  @Test func `a warning is called so and an unknown file shows no line`() {
    let location = SourceLocation(file: "b.yaml", line: 1, column: 2)
    let shown = DiagnosticText(Diagnostic(.warning, "look", at: location)) { _ in nil }.text
    #expect(shown == "b.yaml:1:2: warning: look\n")
  }

  @Test(arguments: [
    ("a: b", 4, "  a: b\n     ^\n"), ("\ta: b", 2, "   a: b\n   ^\n"), ("日本: x", 5, "  日本: x\n        ^\n"),
    ("🦊: x", 4, "  🦊: x\n      ^\n"), ("e\u{301}: x", 5, "  e\u{301}: x\n     ^\n"), ("ab", 3, "  ab\n    ^\n"),
    ("ab", 99, "  ab\n    ^\n"), ("ab\r", 2, "  ab\n   ^\n"), ("", 1, "  \n  ^\n"),
    ("\u{FEFF}ab", 2, "  ab\n   ^\n"), ("a\u{1B}[31mb", 7, "  a\u{FFFD}[31mb\n        ^\n"),
    ("a\u{202E}b", 3, "  a\u{FFFD}b\n    ^\n"),
  ])
  func `the caret stands below its character`(line: String, column: Int, excerpt: String) {
    #expect(text(line, line: 1, column: column) == "a.yaml:1:\(column): error: wrong\n" + excerpt)
  }

  @Test(arguments: [1, 30, 200, 399, 400, 401])
  func `a long line is cut around the caret`(column: Int) throws {
    let digits = (0..<400).map { String($0 % 10) }.joined()
    let lines = text(digits, line: 1, column: column, width: 60).split(separator: "\n")
    try #require(lines.count == 3)
    #expect(lines[1].count <= 60)
    #expect(lines[1].count >= 58)
    let shown = Array(lines[1])
    let caret = lines[2].count - 1
    #expect(lines[2].last == "^")
    if column <= 400 { #expect(shown[caret] == Character(String((column - 1) % 10))) }
    #expect((shown[2] == "…") == (column > 60))
  }

  @Test func `a long line of wide characters is cut to columns`() throws {
    let shown = text(String(repeating: "語", count: 300), line: 1, column: 150, width: 40).split(separator: "\n")
    #expect(shown[1].unicodeScalars.count { $0 == "語" } <= 18)
    #expect(shown[1].unicodeScalars.count { $0 == "語" } >= 16)
  }

  @Test func `a line beyond the file is left out`() {
    #expect(text("a\n", line: 9, column: 1) == "a.yaml:9:1: error: wrong\n")
  }

  @Test func `control characters of a file can't reach the terminal through a message`() {
    let shown = text("x", line: 1, column: 1, message: "unknown key \"\u{1B}]0;\u{7}\n\u{202E}\"", hint: "\u{9B}")
    #expect(!shown.unicodeScalars.contains { ["\u{1B}", "\u{7}", "\u{9B}", "\u{202E}"].contains($0) })
    #expect(shown.hasPrefix("a.yaml:1:1: error: unknown key \"\\u{1B}]0;\\u{7}\\u{A}\\u{202E}\"\n"))
  }
}
