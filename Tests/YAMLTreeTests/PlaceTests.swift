import RunbookModel
import Testing
import YAMLTree

struct PlaceTests {
  /// Every leaf of the text below is named after the place it stands at.
  @Test(arguments: [
    "1:1: 1:6\n2:1:\n  - 3:5\n  - 4:5: 4:10\n    5:5: [5:11, 5:17]\n",
    "🦊🦊: 1:5\n2:1: {\"2:8\": '2:15'}\n",
  ])
  func `places count lines and columns from 1`(text: String) throws {
    for source in PlacedTexts.sources(of: try tree(text)) where source.text.contains(":") {
      #expect("\(source.start.line):\(source.start.column)" == source.text)
    }
  }

  @Test func `columns count Unicode scalars, whatever their length in bytes`() throws {
    let root = try tree("{é: ä, 日本: 語, 🦊: 👩‍🚀, e\u{301}: end}")
    let columns = root.mapping?.flatMap { [$0.key.location.column, $0.value.location.column] }
    #expect(columns == [2, 5, 8, 12, 15, 18, 23, 27])
    #expect(root.end == SourceLocation(file: "a.yaml", line: 1, column: 31))
  }

  @Test func `lines after multi-byte text and CRLF are counted right`() throws {
    let root = try tree("é: 'ü\r\n  ö'\r\n\r\n🦊: x\r\n")
    #expect(root["🦊"]?.location == SourceLocation(file: "a.yaml", line: 4, column: 4))
  }

  @Test(arguments: [
    ("a: 'x'", 1, 5, 5), ("a: \"x\"", 1, 5, 5), ("a: x", 1, 4, 4),
    ("a: |\n   x\n", 2, 4, 4), ("a: |-\n\n    x\n", 2, 1, 5), ("a: |\n \n   x", 2, 2, 4), ("a: >2\n     x\n", 2, 3, 3),
    ("a: | # why\n  x\n", 2, 3, 3), ("a: |1\n   x\n", 2, 2, 2), ("a: |\n\n\n", 2, 1, 1),
    ("a: &n |\n  x\n", 2, 3, 3), ("a: &n 'x'", 1, 8, 8), ("a: &n\n  # why\n  x", 3, 3, 3), ("&n:x", 1, 3, 3),
    ("a: &n\n  \"x\"", 2, 4, 4),
    ("a: one\n   two", 1, 4, 4), ("a: 'one\n  two'", 1, 5, 3), ("a:\n- |\n x\n", 3, 2, 2),
    ("- - |\n   x\n", 2, 4, 4), ("a: |\r\n  x\r\n", 2, 3, 3),
    ("a: |", 1, 5, 5), ("a: >-  # why", 1, 13, 13),
  ])
  func `a scalar's content begins behind its quote or below its mark`(
    text: String, line: Int, column: Int, continuation: Int
  ) throws {
    let root = try tree(text)
    let source = try #require(PlacedTexts.sources(of: root).last)
    #expect(source.start == SourceLocation(file: "a.yaml", line: line, column: column))
    #expect(source.continuationColumn == continuation)
  }

  /// libyaml counts a line that isn't there.
  @Test func `a file that ends without a line break has no line behind its last`() throws {
    let root = try tree("? /")
    #expect(root.end == SourceLocation(file: "a.yaml", line: 1, column: 4))
    #expect(root.mapping?.first?.value.location == root.end)
  }

  @Test func `each character of a literal block is found where it stands`() throws {
    let text = "run: |\n\n    one 🦊\n      two\n\n    three\n"
    let source = try #require(try tree(text)["run"]?.source)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.unicodeScalars) }
    for (offset, scalar) in source.text.unicodeScalars.enumerated() where scalar != "\n" {
      let place = source.location(at: offset)
      #expect(lines[place.line - 1][place.column - 1] == scalar)
    }
  }

  /// Folded, quoted and escaped: what was written elsewhere than the text goes on, an escape at its begin.
  @Test(arguments: [
    "a: >-\n  one two\n  three\n\n  four\n", "a: >\n\n\n  one\n    two\n\n    three\n  four 🦊\n  é\n\n\nb: x",
    "a: >4-\n    one\n     two\n    three", "a: >+\n  one  \n  two\n\n\n", "a: >\r\n  one\r\n  two\r\n",
    "a: one\n   two \t\n\n \n  three", "- a b\n   c\n- x", "[one\n two  \n\n three, four]",
    "a: 'it''s\n  here  \n\n  now'",
    "a: ''''",
    "a: \"\\\"q\\\"  \n  é \\\n  two\\\n  \\\n\n\n  three\\x41\\u00e9\\U0001F98A \\\\ end\\\"\"",
    "a: \"\n  one\n  \"", "a: \"one\\nthree\\n\n\n  four\"", "a: \"\n\n  \\none\"",
    "a: |\n\n  one\n\n\n    two\n  three\n\n",
    "é: \"🦊\\t🦊\r\n    🦊\"", "a: \"one\n  \\  two\"",
  ])
  func `each character of a text is found where it was written`(text: String) throws {
    try PlacedTexts.check(text)
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `each character of texts made by chance is found where it was written`(seed: UInt64) throws {
    var generator = Seeded(state: seed)
    for _ in 0..<100 { try PlacedTexts.check(PlacedTexts.file(&generator)) }
  }

  @Test(arguments: [
    ("a: >\n  one\n  two\n\nb: x", 3, 6), ("a: 'it''s'", 1, 10), ("a: \"\\\"\"", 1, 7), ("a: one\n  two\n", 2, 6),
    ("a: |\n      one\n\n\nb: x", 2, 10), ("a: >+\n  one\n\n\nb: x", 2, 6), ("a: \"one\n  two\\\n  \"", 2, 6),
  ])
  func `the end of a text stands behind its last character`(text: String, line: Int, column: Int) throws {
    let source = try #require(try tree(text)["a"]?.source)
    let end = source.location(at: source.text.unicodeScalars.count)
    #expect(end == SourceLocation(file: "a.yaml", line: line, column: column))
  }

  @Test(arguments: [
    ("a: [1, 2]  # c\n\nb: x", 1, 4, 1, 10), ("a: {b: c}\n", 1, 4, 1, 10), ("a:\n  - 1\n  - 22\n\n\nb: x", 2, 3, 3, 7),
    ("a:\n  b: c\n\n# d\ne: f", 2, 3, 2, 7), ("a: 'x' # c", 1, 4, 1, 7), ("a: &n [x]", 1, 7, 1, 10),
    ("{é🦊: x, a: &n [x]}", 1, 15, 1, 18),
    ("a: &n\n  b: c", 2, 3, 2, 7), ("a:\nb: x", 1, 3, 1, 3), ("a: one\n  two", 1, 4, 2, 6),
  ])
  func `a node ends behind its last character`(
    text: String, line: Int, column: Int, endLine: Int, endColumn: Int
  ) throws {
    let node = try #require(try tree(text)["a"])
    #expect(node.location == SourceLocation(file: "a.yaml", line: line, column: column))
    #expect(node.end == SourceLocation(file: "a.yaml", line: endLine, column: endColumn))
  }

  @Test func `a block mapping begins at its first key`() throws {
    let root = try tree("# top\n\na:\n    b: c\n")
    #expect(root.location.line == 3)
    #expect(root["a"]?.location == SourceLocation(file: "a.yaml", line: 4, column: 5))
  }

  @Test(arguments: ["e:\n  b: *n\n", "e:\n  - *n\n"]) func `a block ends with the alias of its last value`(
    block: String
  ) throws {
    let root = try tree("a: &n [1, 2, 3, 4, 5, 6]\n\(block)")
    #expect(root["e"]?.location.line == 3)
    #expect(root["e"]?.end == SourceLocation(file: "a.yaml", line: 3, column: block.contains("b") ? 8 : 7))
    #expect(root.end == root["e"]?.end)
  }
}
