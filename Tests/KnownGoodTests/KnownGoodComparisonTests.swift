import Expressions
import KnownGood
import RunbookModel
import Testing

@Suite struct KnownGoodComparisonTests {
  static func difference(_ rules: KnownGoodRules, _ recorded: String, _ observed: String) throws -> String? {
    try KnownGoodComparison(rules).difference(recorded: .text(recorded), observed: .text(observed))
  }

  static func table(_ rows: [[String?]], columns: [String] = ["month", "orders"]) -> KnownAnswer {
    .rows(RowTable(columns: columns, rows: rows))
  }

  // MARK: - Text

  @Test(arguments: [
    ("a\n", "a\n", true), ("a", "a\n", true), ("a\n", "b\n", false), ("a\nb\n", "b\na\n", false), ("", "", true),
    ("", "a", false), ("é", "e\u{301}", false), ("a\u{0}b", "a\u{0}b", true), ("a\u{0}b", "a\u{0}c", false),
  ])
  func `texts are equal byte by byte`(recorded: String, observed: String, isEqual: Bool) throws {
    #expect((try Self.difference(Sketch.rules(), recorded, observed) == nil) == isEqual)
  }

  @Test(arguments: [
    (["[0-9]+"], "took 12 ms\n", "took 340 ms\n", true), (["[0-9]+"], "took 12 ms\n", "took long\n", false),
    ([], "took 12 ms\n", "took 13 ms\n", false),
    (["id=[a-f0-9]+", "at .*$"], "id=ab at noon\nx\n", "id=09 at night\nx\n", true),
    (["id=[a-f0-9]+"], "id=ab\nx\n", "id=09\ny\n", false), (["a+b", "ba+"], "xaabaax\n", "xabax\n", true),
    (["^#.*$"], "# one\n", "", false),
  ])
  func `what masks find counts as equal, and nothing else`(
    mask: [String], recorded: String, observed: String, isEqual: Bool
  ) throws {
    #expect((try Self.difference(Sketch.rules(mask: mask), recorded, observed) == nil) == isEqual)
  }

  @Test(arguments: [
    (5.0, "total 100", "total 105", true), (5, "total 100", "total 106", false), (5, "a 100 b", "c 100 b", false),
    (5, "100", "100 200", false), (5, "-100", "-104", true), (5, "-100", "104", false), (0, "1.0", "1.00", true),
    (5, "0", "0.01", false), (50, "2024-05-01", "2024-05-02", false), (50, "v12", "v13", false),
    (10, "a,1.5,\"20\"", "a,1.6,\"21\"", true), (5, "1e2", "1.04e2", true), (5, "x 1e999", "x 2e999", false),
    (5, "nan", "nan", true), (5, "nan", "inf", false),
  ])
  func `numbers may be a little off, and words may not`(
    within: Double, recorded: String, observed: String, isEqual: Bool
  ) throws {
    #expect((try Self.difference(Sketch.rules(within: within), recorded, observed) == nil) == isEqual)
  }

  @Test func `lines in any order are equal, also with numbers that are off`() throws {
    #expect(try Self.difference(Sketch.rules(anyOrder: true), "a\nb\nb\n", "b\na\nb\n") == nil)
    #expect(try Self.difference(Sketch.rules(anyOrder: true), "a\nb\nb\n", "b\na\na\n") != nil)
    let rules = Sketch.rules(anyOrder: true, within: 5)
    #expect(try Self.difference(rules, "a 100\nb 9\na 104\n", "b 9\na 104\na 108\n") == nil)
    #expect(try Self.difference(rules, "a 100\nb 9\n", "b 100\na 9\n") != nil)
  }

  @Test func `a text that differs shows the difference as a diff`() throws {
    let difference = try Self.difference(Sketch.rules(mask: ["t=[0-9]+"]), "a t=1\nb\nc\n", "a t=2\nB\nc\n")
    #expect(
      difference
        == "line 2 differs (- expected, + observed):\n@@ -1,3 +1,3 @@\n a ‹masked›\n-b\n+B\n c")
  }

  // MARK: - Counts

  @Test(arguments: [
    (">= 99%", 100, 99, true), (">= 99%", 100, 98, false), (">= 99% of known good", 200, 198, true),
    ("> 99%", 100, 99, false), ("<= 110%", 100, 110, true), ("<= 110%", 100, 111, false),
    ("95%..105%", 100, 95, true), ("95%..105%", 100, 106, false), ("100%", 7, 7, true), ("100%", 7, 8, false),
    (">= 99.5%", 1000, 995, true), (">= 99.5%", 1000, 994, false),
  ])
  func `only counts are compared where a part of them is asked for`(
    bound: String, recorded: Int, observed: Int, isEqual: Bool
  ) throws {
    let comparison = KnownGoodComparison(Sketch.rules(rows: bound, of: .sql))
    func rows(_ count: Int) -> KnownAnswer { Self.table((0..<count).map { ["\($0 * count)", nil] }) }
    let difference = try comparison.difference(recorded: rows(recorded), observed: rows(observed))
    #expect((difference == nil) == isEqual)
    if !isEqual {
      #expect(difference == "\(observed) rows, where \(recorded) rows are recorded (allowed: \(bound))")
    }
  }

  @Test func `a list in JSON counts by its values`() throws {
    let rules = Sketch.rules(rows: ">= 50%", of: .http)
    #expect(try Self.difference(rules, "[1,2,3,4]", "[1,2]") == nil)
    #expect(try Self.difference(rules, "[1,2,3,4]", "[1]")?.hasPrefix("1 value, where 4 values") == true)
  }

  @Test(arguments: ["%", "99", ">= %", "=> 9%", "9%..", "9%..5%", "9..5%", "-1%", ".5%", "1.2.3%"])
  func `what is no part of a number is told`(text: String) {
    let (bound, diagnostics) = RelativeBound.parse(Sketch.text(text))
    #expect(bound == nil && diagnostics.count == 1)
  }

  // MARK: - Rows

  @Test func `rows that differ are shown by number and column`() throws {
    let comparison = KnownGoodComparison(Sketch.rules(of: .sql))
    let recorded = Self.table([["01", "5"], ["02", nil], ["03", "7"]])
    #expect(try comparison.difference(recorded: recorded, observed: recorded) == nil)
    #expect(
      try comparison.difference(recorded: recorded, observed: Self.table([["01", "5"], ["02", ""], ["03", "7"]]))
        == "3 rows:\nrow 2: orders: expected null, got \"\" (02, )")
    #expect(
      try comparison.difference(recorded: recorded, observed: Self.table([["01", "5"], ["03", "7"]]))
        == "2 rows, 3 recorded:\nrow 2 is missing: 02, null")
    #expect(
      try comparison.difference(
        recorded: recorded, observed: Self.table([["00", "1"], ["01", "5"], ["02", nil], ["03", "7"]]))
        == "4 rows, 3 recorded:\nrow 1 is new: 00, 1")
  }

  @Test func `columns of other names are told before any row`() throws {
    let difference = try KnownGoodComparison(Sketch.rules(of: .sql)).difference(
      recorded: Self.table([["1", "2"]]), observed: Self.table([["1", "2"]], columns: ["month", "sum"]))
    #expect(difference == "the columns are month, sum, where month, orders are recorded")
  }

  @Test func `rows in any order, with masks and numbers that are off, are equal`() throws {
    let recorded = Self.table([["b t=1", "100"], ["a t=1", "50"], [nil, "1"]])
    let observed = Self.table([[nil, "1"], ["a t=9", "51"], ["b t=7", "98"]])
    let rules = Sketch.rules(mask: ["t=[0-9]"], anyOrder: true, within: 2, of: .sql)
    #expect(try KnownGoodComparison(rules).difference(recorded: recorded, observed: observed) == nil)
    let strict = Sketch.rules(mask: ["t=[0-9]"], anyOrder: true, within: 1, of: .sql)
    let difference = try KnownGoodComparison(strict).difference(recorded: recorded, observed: observed)
    #expect(difference?.contains("orders: expected \"50\", got \"51\"") == true, "\(difference ?? "")")
  }

  @Test func `of many rows that differ the first are shown`() throws {
    let rows = (0..<2_000).map { ["\($0)", "x"] as [String?] }
    let others = (0..<2_000).map { ["\($0)", "y"] as [String?] }
    let difference = try KnownGoodComparison(Sketch.rules(of: .sql)).difference(
      recorded: Self.table(rows), observed: Self.table(others))
    let lines = (difference ?? "").split(separator: "\n")
    #expect(lines.count == 7)
    #expect(lines.last == "… and 1995 more rows")
  }

  // MARK: - JSON

  @Test(arguments: [
    ("{\"a\":1,\"b\":[true,null]}", "{ \"b\": [true, null], \"a\": 1.0 }", nil),
    ("{\"a\":{\"b\":[1,2]}}", "{\"a\":{\"b\":[1,3]}}", "$.a.b[1]: expected 2, got 3"),
    ("{\"a\":1}", "{}", "$.a: expected 1, got nothing"),
    ("{}", "{\"odd key\":\"x\"}", "$[\"odd key\"]: expected nothing, got \"x\""),
    ("[1]", "[1,2]", "$[1]: expected nothing, got 2"), ("{\"a\":\"1\"}", "{\"a\":1}", "$.a: expected \"1\", got 1"),
    ("[\"é\"]", "[\"e\u{301}\"]", "$[0]: expected \"é\", got \"e\u{301}\""),
    (
      "[123456789012345678901]", "[123456789012345678902]",
      "$[0]: expected 123456789012345678901, got 123456789012345678902"
    ),
  ])
  func `documents in JSON are compared by their values`(recorded: String, observed: String, difference: String?) throws
  {
    #expect(try Self.difference(Sketch.rules(of: .http), recorded, observed) == difference)
  }

  @Test func `masks within JSON leave it JSON`() throws {
    let rules = Sketch.rules(mask: ["17[0-9]{8}", "[0-9a-f]{8}-[0-9a-f]{4}"], of: .http)
    let recorded = "{\"time\":1700000001,\"id\":\"0123abcd-0000\",\"n\":1}"
    #expect(try Self.difference(rules, recorded, "{\"n\": 1, \"time\": 1788888888, \"id\": \"99999999-ffff\"}") == nil)
    #expect(
      try Self.difference(rules, recorded, "{\"n\":2,\"time\":1788888888,\"id\":\"99999999-ffff\"}")
        == "$.n: expected 1, got 2")
  }

  @Test func `lists in JSON may come in any order, with numbers that are off`() throws {
    let rules = Sketch.rules(anyOrder: true, within: 10, of: .http)
    #expect(try Self.difference(rules, "[[1,2],{\"a\":100}]", "[{\"a\":105},[2,1]]") == nil)
    #expect(
      try Self.difference(rules, "[\"a\",\"b\"]", "[\"b\",\"c\"]") == "$[*]: \"a\" is missing\n$[*]: \"c\" is new")
    // Two values that look alike once they are joined.
    #expect(
      try Self.difference(rules, #"[["a","b"]]"#, #"[["a\",\"b"]]"#)
        == #"""
        $[*][*]: "a" is missing
        $[*][*]: "b" is missing
        $[*][*]: "a","b" is new
        """#)
    let deep = String(repeating: "[", count: 90) + String(repeating: "]", count: 90)
    #expect(try Self.difference(rules, deep, "[]") != nil)
  }

  @Test func `what is no JSON on both sides is compared as text`() throws {
    #expect(try Self.difference(Sketch.rules(of: .http), "{\"a\":1}", "{\"a\":1")?.contains("@@") == true)
    #expect(try Self.difference(Sketch.rules(of: .dns), "[1, 2]", "[1,2]") != nil)
  }

  // MARK: - Anything

  @Test func `every answer equals itself, and no comparison crashes`() throws {
    let tokens = [
      "{", "}", "[", "]", "\"", ":", ",", "a", "1", "-2.5", "1e9", "\n", "\n", " ", "é", "\u{0}", "null", "true", "\\",
      "‹masked›", "\u{FFFD}", "%", "\"k\":", "2026-01-01",
    ]
    var generator = Sketch.Generator(state: 7)
    func text() -> String {
      (0..<Int.random(in: 0...16, using: &generator)).map { _ in tokens.randomElement(using: &generator) ?? "" }
        .joined()
    }
    for round in 0..<4_000 {
      let rules = Sketch.rules(
        mask: round % 3 == 0 ? ["[0-9]+", "a.*$", "\"k\":1"] : [], anyOrder: round % 2 == 0,
        within: round % 5 == 0 ? 5 : nil,
        of: .http)
      let (left, right) = (text(), text())
      #expect(try Self.difference(rules, left, left) == nil, "\(left)")
      let difference = try Self.difference(rules, left, right)
      // Without rules that let things differ, equal is equal.
      if round % 2 == 1, round % 3 != 0, round % 5 != 0, difference == nil, !left.hasPrefix("{"), !left.hasPrefix("[") {
        func bare(_ text: String) -> [UInt8] {
          Array(text.utf8.last == 10 ? text.utf8.dropLast()[...] : text.utf8[...])
        }
        if JSONShape.isBare(left) { #expect(bare(left) == bare(right), "\(left) | \(right)") }
      }
      let rows = { (text: String) in Self.table(text.split(separator: "\n").map { [String($0), nil] }) }
      #expect(try KnownGoodComparison(rules).difference(recorded: rows(left), observed: rows(left)) == nil)
      _ = try KnownGoodComparison(rules).difference(recorded: rows(left), observed: rows(right))
    }
  }

  enum JSONShape {
    static func isBare(_ text: String) -> Bool {
      guard let first = text.unicodeScalars.first(where: { !" \n\t\r".unicodeScalars.contains($0) }) else {
        return true
      }
      return first != "{" && first != "["
    }
  }
}
