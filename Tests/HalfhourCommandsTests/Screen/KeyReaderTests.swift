import Testing

@testable import HalfhourCommands

struct KeyReaderTests {
  @Test(arguments: [
    ("a", [Key.text("a")]), ("\r", [.enter]), ("\n", [.enter]), ("\u{7F}", [.backspace]), ("\u{8}", [.backspace]),
    ("\u{15}", [.clearLine]), ("\t", [.tab]), ("\u{3}", [.interrupt]), ("ü", [.text("ü")]), ("デ", [.text("デ")]),
    ("\u{1B}[A", [.other]), ("\u{1B}OB", [.other]), ("\u{1B}[1;5C", [.other]), ("\u{1B}y", [.other]),
    ("\u{1B}", [.escape]), ("\u{1}", [.other]), ("yes", [.pasted("yes")]), ("a\r", [.text("a"), .enter]),
    ("abc\r", [.pasted("abc"), .enter]), ("y\ry\r", [.pasted("y y"), .enter]),
    ("\u{1B}[200~y\ny\u{1B}[201~", [.pasted("y y")]), ("\u{1B}[200~y\u{1B}[201~\r", [.pasted("y"), .enter]),
  ])
  func `bytes are the keys that a person pressed, and what comes at once is text`(text: String, keys: [Key]) {
    var reader = KeyReader()
    #expect(reader.read(Array(text.utf8)) + reader.read([]) == keys)
  }

  @Test func `what comes in pieces is one key`() {
    for text in ["ü", "😀", "\u{1B}[A", "\u{1B}OB", "\u{1B}[200~ab\u{1B}[201~"] {
      var whole = KeyReader()
      var pieces = KeyReader()
      let keys = whole.read(Array(text.utf8))
      #expect(Array(text.utf8).flatMap { pieces.read([$0]) } == keys, "\(text.debugDescription)")
    }
  }

  @Test func `bytes that are no text are dropped`() {
    var reader = KeyReader()
    #expect(reader.read([0xFF]) + reader.read([]) == [.other])
    #expect(reader.read([0xE2, 0x82]) + reader.read([]) == [])
    #expect(reader.read([UInt8(ascii: "a")]) == [.text("a")])
  }

  @Test func `a paste that never ends doesn't hold the keyboard for ever, nor fill the memory`() {
    var reader = KeyReader()
    _ = reader.read(Array("\u{1B}[200~".utf8))
    for _ in 0..<100 { _ = reader.read(Array(repeating: UInt8(ascii: "x"), count: 1_000)) }
    var keys: [Key] = []
    for _ in 0..<20 { keys += reader.read([]) }
    #expect(keys.count == 1)
    guard case .pasted(let text) = keys.first else { return #expect(Bool(false)) }
    #expect(text.count <= 4_096)
    #expect(reader.read([UInt8(ascii: "y")]) == [.text("y")])
  }
}
