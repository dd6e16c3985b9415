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
    for source in sources(of: try tree(text)) where source.text.contains(":") {
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
    let source = try #require(sources(of: root).last)
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

  private func sources(of node: YAMLNode) -> [SourceText] {
    switch node.value {
    case .scalar: [node.source].compactMap { $0 }
    case .sequence(let items): items.flatMap { sources(of: $0) }
    case .mapping(let entries): entries.flatMap { sources(of: $0.key) + sources(of: $0.value) }
    }
  }
}
