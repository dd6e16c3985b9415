import RunbookModel
import Testing
import YAMLTree

struct LimitTests {
  @Test func `a file over the size limit is refused, one at it is read`() throws {
    #expect(parse("a: bcd", limits: YAMLLimits(bytes: 6)).root != nil)
    #expect(try mistake(in: "a: bcd", limits: YAMLLimits(bytes: 5)).message.contains("6 bytes, more than the 5"))
  }

  @Test func `a scalar over its limit is refused, one at it is read`() throws {
    #expect(parse("a: bcd", limits: YAMLLimits(scalarBytes: 3)).root != nil)
    let mistake = try mistake(in: "a: bcde", limits: YAMLLimits(scalarBytes: 3))
    #expect(mistake.message.contains("4 bytes, more than the 3"))
    #expect(mistake.location == SourceLocation(file: "a.yaml", line: 1, column: 4))
  }

  @Test(arguments: ["[[[a]]]", "- - - a", "a: {b: {c: d}}", "x: &n [a]\ny: [*n]", "x: &n [a]\ny:\n  z: *n"])
  func `nesting over the limit is refused, at it is read`(text: String) throws {
    #expect(parse(text, limits: YAMLLimits(depth: 4)).root != nil)
    let mistake = try mistake(in: text, limits: YAMLLimits(depth: 3))
    #expect(mistake.message.contains("more than 3 levels deep"))
  }

  @Test(arguments: [
    ("[a, b, c]", 4), ("{a: b, c: d}", 5), ("a: &n [1, 2]\nb: *n", 9), ("a: &n x\nb: *n", 5),
    ("a: &n [1]\nb: &m [*n, *n]\nc: *m", 1 + 3 + 6 + 6),
  ])
  func `values over the limit are refused with aliases expanded, at it are read`(text: String, count: Int) throws {
    #expect(parse(text, limits: YAMLLimits(nodes: count)).root != nil)
    let mistake = try mistake(in: text, limits: YAMLLimits(nodes: count - 1))
    #expect(mistake.message.contains("more than \(count - 1) values"))
  }

  @Test func `a billion laughs end at the standard limit`() throws {
    var text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
    for level in 1...12 {
      text += "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ") + "]\n"
    }
    #expect(try mistake(in: text).message.contains("more than 1000000 values"))
  }

  @Test func `aliases of aliases can't grow a tree deeper than the limit`() throws {
    var text = "a0: &a0 [x]\n"
    for level in 1...70 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
    #expect(try mistake(in: text).message.contains("more than 64 levels deep"))
  }

  @Test func `reading ends after a number of mistakes`() {
    let text = String(repeating: "- !x y\n", count: 50)
    let diagnostics = parse(text, limits: YAMLLimits(diagnostics: 10)).diagnostics
    #expect(diagnostics.count == 11)
    #expect(diagnostics.last?.message.contains("after 10 mistakes") == true)
  }

  /// Each would take minutes or the whole memory without its limit.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      ("[", ""), ("{a: ", ""), ("- ", ""), ("? ", ""), ("[&a x, ", "["), ("*a ", ""), ("&a ", ""), ("!a ", "- "),
      ("%TAG !a! x\n", ""), ("{a: {b: c}}, ", "["), ("[]: x, ", "{"), ("{{a}}, ", "["), ("# x\n", ""), ("'a' ", ""),
      ("\"\\x\" ", ""), ("é", "a: "), (" ", "a: |"), ("\n", "a: |"), ("a: |\n\n\n", ""), ("- &a |\n x\n", ""),
      ("a:\n", ""), ("\t", "a: "), ("- - - x\n", ""), ("{{ a }}/b\n", "- "), ("}", ""), (":", ""), ("---\n", ""),
      ("&a x, ", "["), ("*a, ", "[&a x, "),
    ])
  func `a megabyte of anything is dealt with at once`(pattern: String, start: String) {
    let count = (1 << 20) / pattern.utf8.count
    let (_, diagnostics) = parse(start + String(repeating: pattern, count: count))
    #expect(diagnostics.count <= 101)
  }
}
