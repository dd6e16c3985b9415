import RunbookModel
import Testing
import YAMLTree

struct ShapeTests {
  @Test(arguments: [
    ("a: no", "{'a': 'no'}"),
    ("a: 1.10\nb: 0644\non: off", "{'a': '1.10', 'b': '0644', 'on': 'off'}"),
    ("a:\nb: ~\nc: null\nd: ''", "{'a': null, 'b': null, 'c': 'null', 'd': ''}"),
    ("- a\n- [b, c]\n- {d: e}", "['a', ['b', 'c'], {'d': 'e'}]"),
    ("a: 1\nb: 2\na: 3", "{'a': '1', 'b': '2', 'a': '3'}"),
    ("a: [ ]\nb: {}", "{'a': [], 'b': {}}"),
    ("a: 'it''s'\nb: \"x\\ty\"", "{'a': 'it's', 'b': 'x\ty'}"),
    ("a: |\n  x\n  y\nb: >\n  x\n  y\n", "{'a': 'x\ny\n', 'b': 'x y\n'}"),
    ("a: docker --format '{{.Names}}'", "{'a': 'docker --format '{{.Names}}''}"),
    ("{a, b}", "{'a': null, 'b': null}"),
    ("just text", "'just text'"),
    ("~", "null"),
    ("--- # comment\na: 1\n...\n", "{'a': '1'}"),
    ("%YAML 1.1\n---\na: 1", "{'a': '1'}"),
    ("\u{FEFF}a: 1", "{'a': '1'}"),
    ("a: 1\r\nb: |\r\n  x\r\n  y\r\n", "{'a': '1', 'b': 'x\ny\n'}"),
    ("a: &x [1, 2]\nb: *x\nc: [*x, *x]", "{'a': ['1', '2'], 'b': ['1', '2'], 'c': [['1', '2'], ['1', '2']]}"),
    ("&k key: v\nb: *k", "{'key': 'v', 'b': 'key'}"),
    ("&k key: v\n*k : w", "{'key': 'v', 'key': 'w'}"),
    ("a: &x 1\nb: &x 2\nc: *x", "{'a': '1', 'b': '2', 'c': '2'}"),
    ("a: &x [&x 1, *x]\nb: *x", "{'a': ['1', '1'], 'b': ['1', '1']}"),
  ])
  func `a text becomes a tree whose scalars stay as written`(text: String, outline: String) throws {
    #expect(try tree(text).outline == outline)
  }

  @Test(arguments: [("a: x", YAMLScalar.Style.plain), ("a: 'x'", .singleQuoted), ("a: \"x\"", .doubleQuoted)])
  func `a scalar knows how it was written`(text: String, style: YAMLScalar.Style) throws {
    #expect(try scalar("a", in: text).style == style)
  }

  @Test(arguments: [("a: |\n  x", YAMLScalar.Style.literal), ("a: >-\n  x", .folded)])
  func `a block knows how it was written`(text: String, style: YAMLScalar.Style) throws {
    #expect(try scalar("a", in: text).style == style)
  }

  @Test(arguments: ["''", "\"~\"", "null", "Null", "|\n  ~\n"])
  func `only an empty plain scalar and a tilde are null`(text: String) throws {
    #expect(try !scalar("a", in: "a: \(text)").isNull)
  }

  @Test func `an alias's copy says where the alias stands and points to what it repeats`() throws {
    let root = try tree("a: &x [one]\nb: *x\n")
    let copy = try #require(root["b"])
    #expect(copy.location == SourceLocation(file: "a.yaml", line: 1, column: 7))
    #expect(copy.alias == SourceLocation(file: "a.yaml", line: 2, column: 4))
    #expect(root["a"]?.alias == nil)
    #expect(copy.sequence?.first?.alias == nil)
  }

  @Test(arguments: ["", "\u{FEFF}", "\n\n", "# only this\n", "---\n", "--- # x\n...\n"])
  func `a file that holds nothing is a mistake at its first character`(text: String) throws {
    let mistake = try mistake(in: text)
    #expect(mistake.location == SourceLocation(file: "a.yaml", line: 1, column: 1))
    #expect(mistake.message.hasPrefix("the file"))
    #expect(parse(text).root == nil)
  }
}
