import RunbookModel
import Testing
import YAMLTree

struct SyntaxErrorTests {
  @Test(arguments: [
    ("a:\n\tb: c", 2, 1, "a tab is used for indentation"),
    ("a:\n  b: c\n\td: e", 3, 1, "a tab is used for indentation"),
    ("\ta: b", 1, 1, "a tab is used for indentation"), ("a:\n  - b\n \t- c", 3, 2, "a tab"),
    ("a: |\n  b\n\tc\n", 3, 1, "a tab"),
    ("name: Restore: the database", 1, 14, "this text holds \": \""), ("a: b\n  c: d", 2, 4, "a key can't stand here"),
    ("- a: b: c", 1, 7, "this text holds \": \""),
    ("a: 1\n b: 2", 2, 3, "a key can't stand here"), ("a:\n    b: c\n  d: e", 3, 3, "doesn't fit the mapping"),
    ("a: 1\n- b", 2, 1, "doesn't fit the mapping"), ("a:\n  - b\n  c: d", 3, 3, "another item of the list"),
    ("a: \"b\" c", 1, 8, "text follows a closing quote"), ("a: 'b' c", 1, 8, "text follows a closing quote"),
    ("a: [b] c", 1, 8, "text follows a closing bracket"), ("a: {b: c} d", 1, 11, "text follows a closing bracket"),
    ("a: 'b\nc: d\n", 1, 4, "this quote is never closed"), ("x: 1\na: \"b", 2, 4, "this quote is never closed"),
    ("a: [b, c\nd: e\nf: g", 1, 4, "this [ is never closed"), ("a: {b: c\nd: e", 1, 4, "this { is never closed"),
    ("a: [b, 'c' d]", 1, 12, "is missing here"), ("a: {b: 'c' d: e}", 1, 12, "is missing here"),
    ("a: @b", 1, 4, "can't begin with @"), ("a: `b`", 1, 4, "can't begin with `"),
    ("a: %b", 1, 4, "can't begin with %"),
    ("a: *.example.com", 1, 4, "begins with * must stand in quotes"), ("a: & b", 1, 4, "begins with & must stand"),
    ("a: - b", 1, 4, "a list can't begin"), ("a\nb: c", 1, 1, "no \": \" behind the key"),
    ("a: 1\nb\nc: 2", 2, 1, "no \": \" behind the key"), ("a: [b, |\n c]", 1, 8, "can't stand inside brackets"),
    ("a: | text\n", 1, 6, "text follows the |"), ("a: |0\n  b", 1, 5, "can't be indented by 0"),
    ("a: \"\\d\"", 1, 5, "\\d isn't an escape"), ("a: \"\\xZZ\"", 1, 7, "doesn't name a character"),
    ("a: \"\\uD800\"", 1, 7, "doesn't name a character"), ("  a: 1\nb: 2", 2, 1, "stands outside"),
    ("a: [b, , c]", 1, 8, "a value is missing here"), ("a: }", 1, 4, "a value is missing here"),
    ("a: ? b", 1, 4, "begins with ?"), ("%TAG ! x\n---\na: b", 1, 1, "%TAG has no meaning"),
    ("%YAML 1.1", 1, 10, "this line stands outside"), ("a: !<x y", 1, 4, "tags"), ("a: ]", 1, 4, "a value is missing"),
    ("a: 1\n...\nb: 2", 3, 1, "a second document"),
    (": x", 1, 1, "no key before"),
    ("a: [b,", 1, 7, "the file ends in the middle"), ("a: [b", 1, 6, "is missing here"),
  ])
  func `a syntax error is told in plain words where it stands`(
    text: String, line: Int, column: Int, message: String
  ) throws {
    let mistake = try mistake(in: text)
    #expect(mistake.message.contains(message), "\(mistake)")
    #expect(mistake.location == SourceLocation(file: "a.yaml", line: line, column: column), "\(mistake)")
    #expect(mistake.hint != nil)
    #expect(parse(text).root == nil)
  }

  @Test(arguments: [
    ("name: Restore: the database", "put the text in quotes: name: \"Restore: the database\""),
    ("name: Say \"no\": it's late", "put the text in quotes: name: 'Say \"no\": it''s late'"),
  ])
  func `the line to write is part of the hint`(text: String, hint: String) throws {
    #expect(try mistake(in: text).hint == hint)
  }

  @Test func `the place where a construct began is a note`() throws {
    let mistake = try mistake(in: "a: 1\nb:\n    c: d\n  e: f")
    #expect(mistake.notes.map(\.location.line) == [1])
    #expect(try #require(mistake.notes.first).message.contains("mapping"))
  }

  @Test func `an open bracket is shown with the place where reading stopped`() throws {
    let mistake = try mistake(in: "a: [b\nc: d\n")
    #expect(mistake.location.line == 1)
    #expect(mistake.notes.first?.location.line == 2)
  }

  @Test func `mistakes before a syntax error are reported with it`() {
    let diagnostics = parse("a: !x 1\nb: @c\n").diagnostics
    #expect(diagnostics.map(\.location.line) == [1, 2])
  }
}
