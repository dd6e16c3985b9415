import Testing

@testable import HalfhourCommands

struct DisplayTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("\u{1B}[31mred\u{1B}[0m", "red"), ("\u{1B}]0;title\u{07}x", "x"),
    ("\u{1B}]8;;http://x\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link"), ("a\u{1B}", "a"), ("a\u{1B}[12", "a"),
    ("\u{1B}(Bx", "x"), ("\u{1B}cx", "x"), ("\u{9B}2Jx", "x"), ("\u{9D}0;t\u{9C}x", "x"), ("\u{85}x", "x"),
    ("a\tb\nc", "a b c"), ("a\r\u{8}b", "ab"),
    ("\u{202E}evil", "evil"), ("🇩🇪", "DE"), ("👩‍👧", "👩👧"), ("❤\u{FE0F}", "❤"), ("\u{301}a", "a"),
    ("a\u{301}\u{302}\u{303}\u{304}", "a\u{301}\u{302}"), ("\u{1B}Pq#0\u{1B}\\x", "x"),
  ])
  func `nothing in a text reaches the terminal but what can be seen`(text: String, clean: String) {
    #expect(DisplayText.clean(text).unicodeScalars.elementsEqual(clean.unicodeScalars))
  }

  @Test(arguments: [("abc", 3), ("データ", 6), ("e\u{301}", 1), ("한글", 4), ("👩", 2), ("…█░·", 4), ("Ａ", 2), ("", 0)])
  func `a text is as wide as a terminal shows it`(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("データ", 4, "デ…"), ("データ", 5, "デー…"), ("abc", 1, "…"),
    ("abc", 0, ""),
  ])
  func `a line is cut by columns`(text: String, width: Int, cut: String) {
    #expect(ScreenLine(text).cut(to: width).text == cut)
  }

  @Test func `a line of pieces is cut where its width ends`() {
    let line = ScreenLine("abc", .bad) + ScreenLine("def", .good)
    #expect(line.cut(to: 4).text == "abc…")
    #expect(line.cut(to: 3).text == "ab…")
  }

  @Test func `a message is known by its first line that says something`() {
    #expect(DisplayText.firstLine("\n  \n\u{1B}[0m\nfirst\nsecond") == "first")
  }

  @Test func `commands are broken as a shell allows it, never cut`() {
    let lines = CommandText.lines("halfhour resume RUN --skip step --reason \"…\"", indent: 2, width: 24).map(\.text)
    #expect(lines == ["  halfhour resume RUN \\", "    --skip step \\", "    --reason \"…\""])
  }

  @Test func `a heading survives longer than what recently happened`() {
    let sections = [
      ScreenSection(heading: ScreenLine("A"), lines: [ScreenLine("a1"), ScreenLine("a2")], rank: 1),
      ScreenSection(lines: [ScreenLine("r1"), ScreenLine("r2")], least: 0, rank: 2, fills: true),
    ]
    #expect(ScreenLayout.lines(of: sections, height: 3).map(\.text) == ["A", "a1", "a2"])
    #expect(ScreenLayout.lines(of: sections, height: 1).map(\.text) == ["a1"])
  }
}
