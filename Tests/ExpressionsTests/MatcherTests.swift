import Expressions
import RunbookModel
import Testing

struct MatcherTests {
  static func source(_ text: String) -> SourceText {
    SourceText(text, start: SourceLocation(file: "a.yaml", line: 3, column: 10))
  }

  static func output(_ text: String, cut: Bool = false) -> Observation { Observation(output: text, outputIsCut: cut) }

  @Test(
    arguments: [
      ([], 0, nil), ([], 1, "0, not 1"), ([0, 3], 3, nil), ([0, 3], 2, "0 or 3, not 2"),
      ([0], nil, "0, not no exit status"),
    ] as [([Int], Int?, String?)])
  func `exit accepts what is listed, or 0 alone`(accepted: [Int], exit: Int?, told: String?) {
    let mismatch = Matchers.exit(accepted, Observation(exit: exit))
    #expect(mismatch.map { "\($0.expected), not \($0.observed)" } == told)
  }

  @Test(
    arguments: [
      (["200"], 200, true), (["200"], 201, false), (["2xx", "304"], 299, true), (["2xx", "304"], 304, true),
      (["2xx"], 302, false), (["2xx"], nil, false),
    ] as [([String], Int?, Bool)])
  func `status accepts codes and classes`(accepted: [String], status: Int?, holds: Bool) throws {
    let patterns = try accepted.map { try #require(StatusPattern($0)) }
    #expect((Matchers.status(patterns, Observation(status: status)) == nil) == holds)
  }

  @Test(arguments: ["", "20", "2000", "6xx", "0xx", "2x0", "2XX", "-20", "٢xx"])
  func `what is no status is refused`(text: String) {
    let (status, diagnostics) = StatusPattern.parse(Self.source(text))
    #expect(status == nil)
    #expect(diagnostics.map(\.location.column) == [10])
  }

  @Test(arguments: [
    ("abc", "xabcx", true), ("abc", "ab\nc", false), ("aab", "aaab", true), ("abab", "abaabab", true),
    ("$(x) {{\n\"", "a$(x) {{\n\"b", true),
    ("é", "e\u{301}", false), ("ABC", "abc", false), ("a", "", false),
  ])
  func `contains compares bytes`(text: String, output: String, holds: Bool) {
    #expect((Matchers.contains(text, Self.output(output)) == nil) == holds)
  }

  @Test func `contains shows the begin of what came`() {
    let mismatch = Matchers.contains("ready", Self.output((1...30).map { "line \($0)\n" }.joined(), cut: true))
    #expect(mismatch?.expected == "an output that contains \"ready\"")
    #expect(mismatch?.observed.hasPrefix("line 1\nline 2\n") == true)
    #expect(mismatch?.observed.hasSuffix("line 10\n… and 20 more lines\n… and more output than could be kept") == true)
    #expect(Matchers.contains("x", Self.output(""))?.observed == "no output")
  }

  @Test func `control characters in an output never reach the screen`() {
    let mismatch = Matchers.contains("x", Self.output("\u{1b}[2Jred\rnew\u{202e}"))
    #expect(mismatch?.observed == "\\u{1b}[2Jred\\rnew\\u{202e}")
  }

  @Test func `matches tells a text that is too long from one that doesn't match`() throws {
    let (pattern, _) = Pattern.compile(Self.source("^ok$"))
    let compiled = try #require(pattern)
    #expect(Matchers.matches(compiled, Self.output("not\nok\n")) == nil)
    #expect(Matchers.matches(compiled, Self.output("nok"))?.observed == "nok")
    let long = Matchers.matches(compiled, Self.output(String(repeating: "x", count: Pattern.textLimit + 1)))
    #expect(
      long?.observed == "a pattern searches 1048576 bytes at most, and the text has 1048577; filter it in the script")
  }

  @Test(arguments: [
    ("a", "a", true), ("a", "a\n", true), ("a\n", "a", true), ("a", "a\n\n", false), ("a", "a\r\n", false),
    ("", "\n", true), ("", "", true), ("a", "b", false), ("é", "e\u{301}", false),
  ])
  func `equals ignores one line feed at the end`(text: String, output: String, holds: Bool) {
    #expect((Matchers.equals(text, Self.output(output)) == nil) == holds)
  }

  @Test func `equals shows the first difference and a little around it`() {
    let expected = (1...9).map { "line \($0)" }.joined(separator: "\n")
    let observed = expected.replacing("line 5", with: "other\nand more")
    let mismatch = Matchers.equals(expected, Self.output(observed + "\n"))
    let difference =
      "line 5 differs (- expected, + observed):\n@@ -3,5 +3,6 @@\n line 3\n line 4\n-line 5\n+other\n+and more\n line 6\n line 7"
    #expect(mismatch?.observed == difference)
  }

  @Test func `equals never shows more than 20 lines of difference`() throws {
    let left = (1...500).map { "l\($0)" }.joined(separator: "\n")
    let right = (1...500).map { "r\($0)" }.joined(separator: "\n")
    for output in [right, "r", left + "\n" + right, "l1\n" + right, "l1\nx\nl500"] {
      let observed = try #require(Matchers.equals(left, Self.output(output))).observed
      #expect(observed.split(separator: "\n", omittingEmptySubsequences: false).count <= 21)
      #expect(observed.contains("… and "))
    }
    #expect(Matchers.equals("a", Self.output("b"))?.observed == "\"b\"")
    #expect(Matchers.equals("a", Self.output("a", cut: true))?.observed == "more output than could be kept")
  }

  @Test(arguments: [
    ("5", [5], [4, 6]), (">= 1", [1, 9], [0]), ("> 1", [2], [1]), ("<= 3", [0, 3], [4]), ("< 3", [0, 2], [3]),
    ("1..3", [1, 3], [0, 4]),
    (" 1 .. 3 ", [2], [4]), ("= 2", [2], [1]), ("0", [0], [1]),
  ])
  func `a bound holds where it says`(text: String, inside: [Int], outside: [Int]) throws {
    let bound = try #require(CountBound.parse(Self.source(text)).0)
    for count in inside { #expect(bound.holds(for: count)) }
    for count in outside { #expect(!bound.holds(for: count)) }
  }

  @Test(arguments: [
    "", "x", "-1", "< 0", "3..1", "1..", "..2", "1...2", ">", "=> 1", "!= 2", "1.5", "99999999999999999999", "٣",
  ])
  func `what is no bound is refused`(text: String) {
    let (bound, diagnostics) = CountBound.parse(Self.source(text))
    #expect(bound == nil)
    #expect(diagnostics.map(\.location.column) == [10])
  }

  @Test(arguments: [("", 0), ("a", 1), ("a\n", 1), ("a\nb", 2), ("\n\n", 2), ("a\r\nb\r\n", 2)])
  func `lines are counted with or without a line feed at the end`(output: String, count: Int) {
    #expect(Matchers.lines(CountBound(least: count, most: count), Self.output(output)) == nil)
    #expect(Matchers.lines(CountBound(least: count + 1), Self.output(output))?.observed == "\(count)")
  }

  @Test func `a cut output has lines enough only for a bound without an end`() {
    #expect(Matchers.lines(CountBound(least: 1), Self.output("a\nb\n", cut: true)) == nil)
    #expect(Matchers.lines(CountBound(least: 2, most: 2), Self.output("a\nb\n", cut: true)) != nil)
  }

  @Test func `rows and time are held against their bounds`() {
    #expect(Matchers.rows(CountBound(least: 1), Observation(table: RowTable(columns: ["a"], rows: [["1"]]))) == nil)
    #expect(
      Matchers.rows(CountBound(least: 1), Observation(table: RowTable(columns: ["a"], rows: [])))?.observed == "0")
    #expect(Matchers.rows(CountBound(least: 0), Observation()) != nil)
    #expect(Matchers.fasterThan(.seconds(1), Observation(elapsed: .milliseconds(999))) == nil)
    #expect(Matchers.fasterThan(.seconds(1), Observation(elapsed: .seconds(1)))?.observed == "1s")
  }
}
