import RunCore
import RunbookModel
import Testing

@testable import HalfhourCommands

struct ScreenPainterTests {
  private static let size = ScreenPainter.Size(columns: 20, rows: 6)

  private func painter(unicode: Bool = true) -> ScreenPainter {
    ScreenPainter(look: TerminalLook(colours: false, unicode: unicode))
  }

  @Test func `whatever is painted, the window shows the picture and the memory the lines that stay`() {
    var chance = SeededChance(seed: 3)
    var painter = painter()
    var terminal = TinyTerminal(columns: 20, rows: 6)
    terminal.feed("$ halfhour drill\r\n")
    terminal.feed(painter.begin(Self.size))
    var stayed: [String] = []
    for number in 0..<200 {
      let staying = (0..<Int.random(in: 0...9, using: &chance)).map { "event \(number).\($0)" }
      let lines = (0..<Int.random(in: 0...6, using: &chance)).map { row -> ScreenLine in
        let line = ScreenLine("row \(row) \(Int.random(in: 0...2, using: &chance))", .bad)
        return Bool.random(using: &chance) ? line : line.withEnd(ScreenLine("end"), width: 20)
      }
      stayed += staying
      terminal.feed(painter.frame(lines, size: Self.size, staying: staying))
      #expect(terminal.rows.filter { !$0.isEmpty } == lines.map(\.text))
      #expect(terminal.memory == ["$ halfhour drill"] + stayed)
    }
  }

  @Test func `a picture that didn't change writes nothing`() {
    var painter = painter()
    _ = painter.begin(Self.size)
    #expect(!painter.frame([ScreenLine("a"), ScreenLine("b")], size: Self.size).isEmpty)
    #expect(painter.frame([ScreenLine("a"), ScreenLine("b")], size: Self.size).isEmpty)
    let change = painter.frame([ScreenLine("a"), ScreenLine("c")], size: Self.size)
    #expect(change.contains("c") && !change.contains("a"))
  }

  @Test func `another size paints everything again`() {
    var painter = painter()
    var terminal = TinyTerminal(columns: 30, rows: 4)
    _ = painter.begin(Self.size)
    _ = painter.frame([ScreenLine("a")], size: Self.size)
    terminal.feed("rubbish\r\nrubbish")
    terminal.feed(painter.frame([ScreenLine("a")], size: ScreenPainter.Size(columns: 30, rows: 4)))
    #expect(terminal.rows == ["a", "", "", ""])
  }

  @Test(arguments: [1, 6]) func `what is printed after the end stands below the last picture`(count: Int) {
    var painter = painter()
    var terminal = TinyTerminal(columns: 20, rows: 6)
    terminal.feed(painter.begin(Self.size))
    let lines = (1...count).map { ScreenLine("line \($0)") }
    terminal.feed(painter.end(lines, size: Self.size, staying: ["event"]) + "after")
    #expect((terminal.memory + terminal.rows).filter { !$0.isEmpty } == ["event"] + lines.map(\.text) + ["after"])
  }

  @Test func `a terminal without UTF-8 gets ASCII of the same width`() {
    var painter = painter(unicode: false)
    _ = painter.begin(Self.size)
    let text = painter.frame([ScreenLine("█░·…デ")], size: Self.size)
    #expect(text.contains("#.-~??") && text.utf8.allSatisfy { $0 < 128 })
  }

  @Test(arguments: [true, false]) func `colours come only where they are wanted`(colours: Bool) {
    for style in [ScreenStyle.good, .bad, .attention, .drillBadge, .incidentBadge, .question, .faint] {
      let codes = style.sequence(colours: colours).dropFirst(2).dropLast().split(separator: ";")
      #expect(codes.contains { $0.count == 2 } == (colours && style != .faint))
    }
  }

  @Test(arguments: [
    (["TERM": "xterm", "LANG": "C.UTF-8"], TerminalLook(colours: true, unicode: true)),
    (["TERM": "xterm", "NO_COLOR": "1"], TerminalLook(colours: false, unicode: false)),
    (["TERM": "xterm", "NO_COLOR": "", "LC_ALL": "C", "LANG": "C.UTF-8"], TerminalLook(colours: true, unicode: false)),
    (["TERM": "dumb"], nil), ([:], nil),
  ])
  func `the environment says what a terminal can show`(environment: [String: String], look: TerminalLook?) {
    #expect(TerminalLook(environment: environment) == look)
  }

  @Test(arguments: [
    ("s", 0, StopAnswer.stop), ("xL", 0, .leave), ("c", 0, .goOn), ("x", 0, nil), ("", 59, nil), ("", 60, .goOn),
  ])
  func `one key answers, and no answer goes on`(keys: String, seconds: Int, answer: StopAnswer?) {
    let asked = ScriptedRun.stamp(0).uptime
    let question = StopQuestion(asked: asked) { _ in }
    #expect(question.answer(to: Array(keys.utf8), at: asked + .seconds(seconds)) == answer)
  }
}
