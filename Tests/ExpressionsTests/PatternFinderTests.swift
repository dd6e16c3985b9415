import Expressions
import RunbookModel
import Testing

struct PatternFinderTests {
  static func pattern(_ text: String) throws -> Pattern {
    try #require(Pattern.compile(SourceText(text, start: FuzzTests.start)).0)
  }

  static func found(_ pattern: String, in text: String) throws -> [String] {
    var finder = try PatternFinder(try Self.pattern(pattern))
    let bytes = Array(text.utf8)
    return try finder.ranges(in: text).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  @Test(
    arguments: [
      ("[0-9]+", "a12b345", ["12", "345"]), ("abcd|c", "abcd", ["abcd"]), ("c|abcd", "xabcdc", ["abcd", "c"]),
      ("a|ab|abc", "abcab", ["abc", "ab"]), ("a*", "baac", ["aa"]), ("^.", "ab\ncd", ["a", "c"]),
      (".$", "ab\ncd", ["b", "d"]), (#"\A."#, "ab\ncd", ["a"]), (#".\z"#, "ab\ncd", ["d"]),
      (#"\bcat\b"#, "cat concat cat", ["cat", "cat"]), (#"\Bat"#, "at cat", ["at"]), ("é+", "aééb", ["éé"]),
      ("x", "aaa", []), ("(?i)ab", "AB ab", ["AB", "ab"]), ("a.b", "a\nb", []), ("(?s)a.b", "a\nb", ["a\nb"]),
      ("ab", "aabab", ["ab", "ab"]), ("a{2}", "aaaaa", ["aa", "aa"]), ("", "", []),
    ].filter { !$0.0.isEmpty })
  func `the leftmost places are found, each as long as can be`(pattern: String, text: String, ranges: [String]) throws {
    #expect(try Self.found(pattern, in: text) == ranges)
  }

  /// Whether the whole text is a match, asked of the other search.
  static func isMatch(_ pattern: String, _ text: Substring, in whole: String) throws -> Bool {
    try Self.pattern("\\A(?:\(pattern))\\z").matches(in: String(text))
  }

  @Test func `what is found agrees with the search that only tells whether`() throws {
    let parts = ["a", "b", "ab", "(?:a|b)", "a*", "b+", "[ab]", "a?", "c"]
    var generator = FuzzTests.Generator(state: 13)
    for _ in 0..<2_000 {
      let pattern = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        parts.randomElement(using: &generator) ?? "a"
      }.joined()
      let text = String(
        (0..<Int.random(in: 0...8, using: &generator)).map { _ in "abc".randomElement(using: &generator) ?? "a" })
      // By trying every place and every length.
      var expected: [String] = []
      var place = text.startIndex
      while place < text.endIndex {
        var end = text.endIndex
        while end > place, try !Self.isMatch(pattern, text[place..<end], in: text) { end = text.index(before: end) }
        if end > place { expected.append(String(text[place..<end])) }
        place = end > place ? end : text.index(after: place)
      }
      #expect(try Self.found(pattern, in: text) == expected, "\(pattern) in \(text)")
    }
  }

  @Test func `a search that would go over a text again and again ends with an error`() throws {
    let text = String(repeating: "a", count: 1 << 14) + "\n"
    #expect(throws: Never.self) { try Self.found("a+b", in: text) }
    #expect(throws: PatternError.self) { try Self.found("a(?s:.*c)?", in: text) }
    #expect(throws: PatternError.self) {
      try Self.found("x", in: String(repeating: "y", count: Pattern.textLimit + 1))
    }
  }

  @Test func `what was learnt of a pattern serves the next text`() throws {
    var finder = try PatternFinder(try Self.pattern("[0-9]+"))
    for number in 0..<200 { #expect(try finder.ranges(in: "n \(number)") == [2..<2 + "\(number)".count]) }
  }
}
