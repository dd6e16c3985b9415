import Expressions
import RunbookModel
import Testing

struct ConditionTests {
  static let start = SourceLocation(file: "a.yaml", line: 3, column: 10)

  static let values: [ValueName: String] = [
    .input("n"): "1.10", .input("text"): "abc", .input("yes"): "yes", .input("on"): "true", .input("size"): "30m",
    .input("odd"): "a\"b\n$(x) {{", .secret("pw"): "hunter22", .runMode: "drill",
    .decision(StepReference(step: "which-way")): "rebuild",
    .result(step: StepReference(runbook: "database", step: "load")): "already-done",
    .output(step: StepReference(step: "load"), output: "bytes"): "-5",
  ]

  static func evaluate(_ text: String) throws -> Bool {
    let (condition, diagnostics) = Condition.parse(SourceText(text, start: start))
    #expect(diagnostics == [])
    return try #require(condition).evaluate { values[$0] }
  }

  @Test(arguments: [
    "true", "not false", "1.10 == 1.1", "inputs.n == 1.1", "inputs.n == \"1.100\"", "'007' == 7", "-0 == 0", "+1 == 1",
    "1 != 2", "1 < 2", "1 <= 1",
    "2 > 1", "2 >= 2", "-2 < -1", "-1 < 1", "0.1 < 0.11", "9 < 10",
    "99999999999999999999999999 < 100000000000000000000000000.1",
    "1.00000000000000000000000001 > 1", "steps.load.bytes < 0", "inputs.text == \"abc\"", "inputs.text == 'abc'",
    "inputs.text != 'ABC'",
    "inputs.size == \"30m\"", "inputs.odd == \"a\\\"b\\n$(x) {{\"", "run.mode == \"drill\"",
    "decisions.which-way == 'rebuild'",
    "steps.database.load.result == \"already-done\"", "inputs.on", "inputs.on == true", "not inputs.on == false",
    "not not true",
    "true or false and false", "(true or false) and true", "not (false or false)", "false or not false and true",
    "inputs.text in ['x', 'abc']",
    "inputs.n in [1.1]", "inputs.text not in ['x', \"y\"]", "not inputs.text in ['x']",
    "false and inputs.none == 1 or true", "true or inputs.none",
    "'é' != 'e\u{301}'", "  ( ( true ) )\n", "true and\ntrue", "run.mode not in ['incident']", "'true' == true",
    "'1e3' != 1000",
  ])
  func `holds`(text: String) throws { #expect(try Self.evaluate(text)) }

  @Test(arguments: [
    "false", "not true", "1 == 2", "1 != 1.0", "2 < 1", "2 <= 1", "1 > 1", "1 >= 2", "-1 > 1", "inputs.text == 'ABC'",
    "inputs.text == 'abc '",
    "true and false", "false or false", "not (true or false)", "inputs.text in ['x']", "inputs.text not in ['abc']",
    "run.mode == 'incident'",
    "inputs.size == '1800s'", "not inputs.on", "' 1' == 1", "false and inputs.none == 1", "not (true or inputs.none)",
  ])
  func `doesn't hold`(text: String) throws { #expect(try !Self.evaluate(text)) }

  @Test(arguments: [
    ("inputs.none == 1", 10, "inputs.none has no value"), ("true and inputs.none", 19, "inputs.none has no value"),
    ("inputs.text < 5", 22, "< needs two decimal numbers: it can't order inputs.text, which is \"abc\", and 5"),
    ("5 >= inputs.size", 12, ">= needs two decimal numbers: it can't order 5 and inputs.size, which is \"30m\""),
    ("secrets.pw > 5", 21, "> needs two decimal numbers: it can't order secrets.pw and 5"),
    ("not inputs.yes", 14, "inputs.yes, which is \"yes\", is neither true nor false; compare it: inputs.yes == \"…\""),
    ("secrets.pw", 10, "secrets.pw is neither true nor false; compare it: secrets.pw == \"…\""),
  ])
  func `has no answer and says why`(text: String, column: Int, message: String) throws {
    let error = #expect(throws: ConditionError.self) { try Self.evaluate(text) }
    #expect(error?.message == message)
    #expect(error?.location == SourceLocation(file: "a.yaml", line: 3, column: column))
  }

  @Test(
    arguments: [
      ("", 0, "the condition is empty", nil), (" ", 1, "the condition is empty", nil),
      ("inputs.a = 1", 9, "= is not known here", "did you mean ==?"),
      ("true && false", 5, "&& is not known here", "did you mean and?"),
      ("true || false", 5, "|| is not known here", "did you mean or?"),
      ("!true", 0, "! is not known here", "did you mean not?"),
      ("run.mode == drill", 12, "drill is not a name", "put a text in quotes: \"drill\""),
      ("{{ inputs.a }}", 0, "{{ is not known here", "did you mean the name alone, without braces?"),
      ("inputs.a == 5m", 12, "5m is not a decimal number", "put a text in quotes: \"5m\""),
      ("inputs.a ==", 11, "a value is missing at the end", nil), ("== 1", 0, "a value is expected here, not ==", nil),
      ("(true", 0, "( is never closed", nil),
      ("true)", 4, "there is no ( for this )", nil),
      ("true false", 5, "false is not expected here", "join two conditions with and or or"),
      ("1 < 2 < 3", 6, "comparisons don't chain", "write a < b and b < c"),
      ("(true) == true", 7, "what stands in parentheses can't be compared", nil),
      ("'abc", 0, "a quote is never closed", "end the text with '"), ("'a\\q'", 2, "\\q is not an escape", nil),
      ("inputs.a in 'x'", 12, "a list is expected here", nil),
      ("inputs.a in []", 13, "a value is expected here, not ]", nil),
      ("inputs.a in ['x'", 16, "the list is never closed", nil),
      ("'abc'", 0, "\"abc\" alone is neither true nor false", nil), ("5", 0, "5 alone is neither true nor false", nil),
      ("run.mode", 0, "run.mode alone is neither true nor false", nil),
      ("inputs.a < 'abc'", 11, "< needs numbers, and \"abc\" is none", nil),
      ("run.mode > 5", 0, "> needs numbers, and run.mode is none", nil),
      ("inputs.a < true", 11, "< needs numbers, and true is none", nil),
      ("steps.load.result == 'pass'", 21, "steps.load.result is never \"pass\"", "did you mean \"passed\"?"),
      ("'dril' == run.mode", 0, "run.mode is never \"dril\"", "did you mean \"drill\"?"),
      ("steps.load.result in ['passed', 'done']", 32, "steps.load.result is never \"done\"", nil),
      ("stpes.a.b == 1", 0, "stpes.a.b is not a name", "did you mean \"steps\"?"),
      ("inputs", 0, "inputs doesn't name a value", "write inputs.NAME"),
      ("true adn false", 5, "adn is not a name", "did you mean \"and\"?"),
      ("and", 0, "a value is expected here, not and", nil),
      ("inputs.a == # b", 12, "\"#\" is not known here", nil), ("not", 3, "a value is missing at the end", nil),
      ("1 <", 3, "a value is missing at the end", nil), ("1 =", 2, "= is not known here", "did you mean ==?"),
      ("decisions.a.b.c", 0, "decisions.a.b.c doesn't name a value", nil),
    ] as [(String, Int, String, String?)])
  func `says what is wrong and where`(text: String, offset: Int, message: String, hint: String?) throws {
    let (condition, diagnostics) = Condition.parse(SourceText(text, start: Self.start))
    #expect(condition == nil)
    let diagnostic = try #require(diagnostics.first)
    #expect(diagnostic.message == message)
    #expect(diagnostic.location == SourceLocation(file: "a.yaml", line: 3, column: 10 + offset))
    if let hint { #expect(diagnostic.hint == hint) }
  }

  @Test func `several bad words are reported at once`() {
    let (_, diagnostics) = Condition.parse(SourceText("a && b\n|| 5x", start: Self.start, continuationColumn: 4))
    #expect(
      diagnostics.map(\.location.description) == [
        "a.yaml:3:10", "a.yaml:3:12", "a.yaml:3:15", "a.yaml:4:4", "a.yaml:4:7",
      ])
  }

  @Test func `names come in order with their places`() throws {
    let text = "inputs.a == 1 and\n(steps.x.y.z in [secrets.p] or not hosts.h.address == run.mode)"
    let (condition, _) = Condition.parse(SourceText(text, start: Self.start, continuationColumn: 4))
    let names = try #require(condition).names
    let expected = [
      "inputs.a a.yaml:3:10", "steps.x.y.z a.yaml:4:5", "secrets.p a.yaml:4:21", "hosts.h.address a.yaml:4:39",
      "run.mode a.yaml:4:58",
    ]
    #expect(names.map { "\($0.name) \($0.location)" } == expected)
  }

  @Test(arguments: ["(", "not "])
  func `nesting has a limit`(opening: String) {
    func parse(_ depth: Int) -> [Diagnostic] {
      let closing = opening == "(" ? String(repeating: ")", count: depth) : ""
      return Condition.parse(SourceText(String(repeating: opening, count: depth) + "true" + closing, start: Self.start))
        .1
    }
    #expect(parse(Condition.depthLimit) == [])
    #expect(parse(Condition.depthLimit + 1).map(\.message) == ["the condition nests deeper than 64"])
    #expect(!parse(2_000).isEmpty)
  }

  @Test func `length has a limit`() {
    let text = String(repeating: "true or ", count: 1_300)
    let (condition, diagnostics) = Condition.parse(SourceText(text, start: Self.start))
    #expect(condition == nil)
    #expect(diagnostics.map(\.message) == ["the condition has 10400 characters, and 10000 is the limit"])
  }
}
