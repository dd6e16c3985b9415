import Expressions
import RunbookModel
import Testing

struct JSONTests {
  static let document = #"""
    {"a": {"b": [1.10, "x\n\"y\" {{", true, null, {"c-d": "é\ud83d\ude00\ud800"}]}, "n": 123456789012345678901234567890.5, "odd key": {"": 0}, "n": 7,
     "list": [1, 2, 3], "e": 1e3, "neg": -0.5}
    """#

  static func path(_ text: String) -> (JSONPath?, [Diagnostic]) {
    JSONPath.parse(SourceText(text, start: SourceLocation(file: "a.yaml", line: 3, column: 10)))
  }

  @Test(arguments: [
    ("$.a.b[0]", "1.1"), ("a.b[0]", "1.10"), ("$.a.b[1]", "x\n\"y\" {{"), ("a.b[2]", "true"), ("a.b[3]", "null"),
    (#"$["a"]['b'][4].c-d"#, "é😀\u{FFFD}"), ("n", "7"), (#"$["odd key"][""]"#, "0"), (#"["odd key"][""]"#, "0"),
    ("e", "1e3"), ("neg", "-0.50"),
  ])
  func `a value is reached and compared`(path: String, expected: String) throws {
    let path = try #require(Self.path(path).0)
    #expect(Matchers.json(path, equals: expected, Observation(output: Self.document)) == nil)
    #expect(Matchers.json(path, equals: expected + "x", Observation(output: Self.document)) != nil)
  }

  @Test func `a bound judges numbers and the length of lists`() throws {
    let list = try #require(Self.path("list").0)
    let number = try #require(Self.path("list[2]").0)
    let observation = Observation(output: Self.document)
    #expect(Matchers.json(list, bound: CountBound(least: 3, most: 3), observation) == nil)
    #expect(Matchers.json(list, bound: CountBound(least: 4), observation)?.observed == "a list of 3")
    #expect(Matchers.json(number, bound: CountBound(least: 3), observation) == nil)
    #expect(Matchers.json(number, bound: CountBound(least: 4), observation)?.observed == "3")
  }

  @Test(arguments: [
    ("a.x.y", Self.document, "nothing there: $.a is an object with 1 keys"),
    ("a.b[9]", Self.document, "nothing there: $.a.b is a list of 5"),
    ("list.x", Self.document, "nothing there: $.list is a list of 3"), ("$", "", "there is no output (byte 1): \"\""),
    ("$", "oops", "this is not JSON (byte 1): \"oops\""),
    ("$", "[1,]", "this is not JSON (byte 4): \"]\""), ("$", "[1", "a , or ] is expected here (byte 3): \"\""),
    ("$", "{\"a\" 1}", "a : is expected here (byte 6): \"1}\""),
    ("$", "{a: 1}", "a key in quotes is expected here (byte 2): \"a: 1}\""),
    ("$", "01", "a number can't begin with 0 (byte 3): \"\""),
    ("$", "1 2", "something follows the JSON document (byte 3): \"2\""),
    ("$", "\"a", "a text is never closed (byte 3): \"\""),
    ("$", "\"\\x\"", "this is not an escape of JSON (byte 4): \"\"\""),
    ("$", "-", "a digit is expected here (byte 2): \"\""),
    ("$", "[1]", "a list of 1"), ("$", "\"other\"", "\"other\""),
  ])
  func `what came in its place is told`(path: String, output: String, observed: String) throws {
    let path = try #require(Self.path(path).0)
    #expect(Matchers.json(path, equals: "x", Observation(output: output))?.observed == observed)
  }

  @Test func `depth has a limit`() throws {
    let path = try #require(Self.path("$").0)
    let deep = Observation(output: String(repeating: "[", count: 100_000))
    #expect(
      Matchers.json(path, equals: "x", deep)?.observed.hasPrefix("the JSON document nests deeper than 100") == true)
  }

  @Test(arguments: [
    ("", 0), ("$x", 1), ("a.", 2), ("a..b", 2), ("a[", 2), ("a[x]", 2), ("a[1", 1), ("a[-1]", 2), ("a b", 1),
    ("$.*", 2), ("$[\"a", 2),
  ])
  func `a bad path is refused with its place`(text: String, offset: Int) {
    let (path, diagnostics) = Self.path(text)
    #expect(path == nil)
    #expect(diagnostics.map(\.location.column) == [10 + offset])
  }
}
