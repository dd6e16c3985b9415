import RunbookModel
import Testing
import YAMLTree

/// What YAML allows and we don't.
struct RefusalTests {
  @Test(arguments: [
    ("a: !foo x", 1, 4, "tags"), ("a: !!str 1", 1, 4, "tags"), ("a: ! x", 1, 4, "tags"),
    ("a: &n !!python/object [x]", 1, 4, "tags"), ("a: !foo\n  b: c", 1, 4, "tags"), ("- !h!x y", 1, 3, "tags"),
    ("a:\n  <<: {b: c}\n  d: e", 2, 3, "merge keys"), ("[a]: b", 1, 1, "a key must be"),
    ("? - a\n: b", 1, 3, "a key must be"), ("a: {[b]: c}", 1, 5, "a key must be"),
    ("a: &n [x]\n*n : y", 2, 1, "a key must be"), ("? \n: x", 1, 2, "no key before"),
    ("a: 1\n---\nb: 2", 2, 1, "a second document"), ("a: 1\n...\n---\nb: 2", 3, 1, "a second document"),
  ])
  func `a feature that isn't used is refused and the rest is still read`(
    text: String, line: Int, column: Int, message: String
  ) throws {
    let mistake = try mistake(in: text)
    #expect(mistake.location == SourceLocation(file: "a.yaml", line: line, column: column))
    #expect(mistake.message.contains(message))
    #expect(mistake.hint != nil)
    #expect(parse(text).root != nil || text.contains("!h!"))
  }

  @Test func `entries with keys that can't be used are left out`() throws {
    let text = "a: 1\n<<: {x: y}\n? [z]\n: 2\nb: 3\n"
    #expect(parse(text).root?.outline == "{'a': '1', 'b': '3'}")
    #expect(parse(text).diagnostics.count == 2)
  }

  @Test(arguments: ["\"<<\"", "'<<'"])
  func `a quoted merge key is a word`(key: String) throws {
    #expect(try tree("\(key): x").outline == "{'<<': 'x'}")
  }

  @Test func `all such mistakes are reported in file order`() {
    let lines = parse("a: !x 1\n<<: 2\nc: {{ d }}\ne: !y 3\n").diagnostics.map(\.location.line)
    #expect(lines == [1, 2, 3, 4])
  }

  @Test(arguments: [
    ("a: *b", 1, 4, "no anchor &b stands above"), ("a: &b [*b]", 1, 8, "inside the value that it repeats"),
    ("a: &b\n  c: *b", 2, 6, "inside the value that it repeats"),
    ("a: &b\n  *b : c", 2, 3, "inside the value that it repeats"), ("a: *b\nb: &b x", 1, 4, "no anchor"),
  ])
  func `an alias that stands for nothing or for itself is refused`(
    text: String, line: Int, column: Int, message: String
  ) throws {
    let mistake = try mistake(in: text)
    #expect(mistake.location == SourceLocation(file: "a.yaml", line: line, column: column))
    #expect(mistake.message.contains(message))
  }

  @Test(arguments: [
    ("x: 1\nurl: {{ inputs.x }}\ny: 2", 2, 6, "write \"{{ inputs.x }}\""),
    ("[é🦊, {{ a }}]", 1, 6, "write \"{{ a }}\""), ("a: { b: {{ c }}/x }", 1, 9, "write \"{{ c }}/x\""),
    ("a: [{{ c }}/x, d]", 1, 5, "write \"{{ c }}/x\""),
    ("- {{ a }}", 1, 3, "write \"{{ a }}\""),
    ("a: [{{ b }}]", 1, 5, "write \"{{ b }}\""),
    ("a: {{ b }}/path # why", 1, 4, "write \"{{ b }}/path\""),
    ("a: {{ b }} and \"c\"", 1, 4, "write '{{ b }} and \"c\"'"),
    ("a: {{b}}:8080", 1, 4, "write \"{{b}}:8080\""), ("{{ a }}: b", 1, 1, "write \"{{ a }}\""),
    ("a: {{ b }\nc: d", 1, 4, "write \"{{ b }\""), ("a: {{ b | c: d }}", 1, 4, "write \"{{ b | c: d }}\""),
    ("a: {b: {{ c }}, d: e}", 1, 8, "write \"{{ c }}\""), ("a: {{ 'b' }}", 1, 4, "write \"{{ 'b' }}\""),
  ])
  func `braces without quotes are refused with the line to write`(
    text: String, line: Int, column: Int, hint: String
  ) throws {
    let mistake = try mistake(in: text)
    #expect(mistake.location == SourceLocation(file: "a.yaml", line: line, column: column))
    #expect(mistake.message.contains("{{ must stand in quotes"))
    #expect(mistake.hint == hint)
  }

  @Test func `braces without quotes are taken as the text that was meant`() {
    let root = parse("url: {{ inputs.x }}\nb: [{{ y }}, z]\n").root
    #expect(root?.outline == "{'url': '{{ inputs.x }}', 'b': ['{{ y }}', 'z']}")
  }
}
