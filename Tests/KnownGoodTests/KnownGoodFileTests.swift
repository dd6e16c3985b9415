import Expressions
import KnownGood
import RunbookModel
import Testing

@Suite struct KnownGoodFileTests {
  static func read(_ text: String) throws(KnownGoodProblem) -> KnownGoodFile {
    try KnownGoodFile.read(Array(text.utf8), file: "a.txt")
  }

  @Test(arguments: [
    "", "one\n", "one", "a\u{0}b\n", "---\n", "\n\n", "key: value\n---\n", "é\r\n",
  ])
  func `a text comes back as it was written`(text: String) throws {
    let file = Sketch.file(.text(text))
    #expect(try Self.read(file.text) == file)
  }

  @Test(arguments: [
    RowTable(columns: ["month", "count"], rows: [["2026-01", "5"], [nil, ""], ["a,b\"c\"\nd", "\u{0}"]]),
    RowTable(columns: ["one"], rows: [[nil], [""], ["x"]]), RowTable(columns: ["none"], rows: []),
    RowTable(columns: [], rows: []), RowTable(columns: ["a", ""], rows: [["\r", "é"]]),
  ])
  func `rows come back as they were written`(table: RowTable) throws {
    let file = Sketch.file(.rows(table), kind: .sql)
    #expect(try Self.read(file.text) == file)
  }

  @Test func `the heading is for people, and each value stays on its line`() {
    var file = Sketch.file(.text("x\n"))
    file.from = "a\nanswer: b"
    #expect(
      file.text == """
        format: halfhour known-good 1
        check: shop.orders
        kind: run
        recorded: 2026-11-21T03:04:05+01:00
        from: a\\nanswer: b
        by: ruth on desk
        command: halfhour known-good record shop.yaml
        question: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        answer: 73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2aac7d9ac
        ---
        x

        """)
  }

  @Test(arguments: [
    ("one\n", "two\n", 9, "the answer below the heading is not the one that was recorded"),
    ("one\n", "one\r\n", 9, "(were its line ends changed?)"), ("\n---\n", "\n", 10, "is neither"),
    ("format: halfhour known-good 1", "format: halfhour known-good 2", 1, "is not the format"),
    ("kind: run", "kind: dance", 3, "no kind of step"), ("kind: run", "knid: run", 3, "is no key"),
    ("kind: run\n", "kind: run\nkind: run\n", 4, "stands here twice"),
    ("kind: run\n", "", 1, "lacks the line \"kind: …\""),
    ("question: a", "question: z", 8, "not a SHA-256 digest"), ("by: ", "by-", 6, "is neither"),
    ("kind: run", "kind: sql", 10, "can't be read as rows"),
  ])
  func `an edited file is told by its line`(text: String, edited: String, line: Int, message: String) {
    let body = message.contains("rows") ? "a\"b\n" : "one\n"
    let broken = Sketch.file(.text(body)).text.replacing(text, with: edited)
    let problem = #expect(throws: KnownGoodProblem.self) { try Self.read(broken) }
    #expect(problem?.message.contains(message) == true, "\(problem?.message ?? "")")
    #expect(problem?.line == line || message.contains("rows") && problem?.line == 11)
    #expect(problem?.description.hasPrefix("a.txt:") == true)
    #expect(problem?.description.contains("halfhour known-good record") == true)
  }

  @Test func `what is no such file at all ends in an error`() {
    let long = Array(repeating: UInt8(ascii: "a"), count: KnownGoodFile.largest + 1)
    for bytes in [
      [], [0xFF, 0xFE, 10], Array("\u{0}\u{0}".utf8), [10], Array("---\n".utf8), long, Array(long.dropLast(9)),
    ] {
      #expect(throws: KnownGoodProblem.self) { try KnownGoodFile.read(bytes, file: "a.txt") }
    }
  }

  @Test func `no edit of a file crashes, and none passes for the answer that was recorded`() {
    var generator = Sketch.Generator(state: 5)
    let table = RowTable(columns: ["a", "b"], rows: [["1", nil], ["x\"y", ""]])
    for file in [Sketch.file(.text("one\ntwo\n")), Sketch.file(.rows(table), kind: .sql)] {
      let whole = Array(file.text.utf8)
      for _ in 0..<3_000 {
        var bytes = whole
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
          let place = Int.random(in: 0..<bytes.count, using: &generator)
          switch Int.random(in: 0...2, using: &generator) {
          case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
          case 1: bytes.remove(at: place)
          default: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
          }
        }
        do throws(KnownGoodProblem) {
          let read = try KnownGoodFile.read(bytes, file: "a.txt")
          if read.kind == file.kind { #expect(read.answer == file.answer) }
        } catch {
          #expect(!error.message.isEmpty)
        }
      }
    }
  }
}
