import Expressions
import RunbookModel
import Testing

struct PatternTests {
  static let start = SourceLocation(file: "a.yaml", line: 3, column: 10)

  static func pattern(_ text: String) throws -> Pattern {
    let (pattern, diagnostics) = Pattern.compile(SourceText(text, start: start))
    #expect(diagnostics == [])
    return try #require(pattern)
  }

  @Test(arguments: [
    ("abc", "xxabcxx"), ("a.c", "abc"), ("^ready$", "not\nready\nyet"), (#"\Aready"#, "ready now"),
    (#"end\z"#, "the end"),
    ("a|b|cd", "xcdx"), ("(?:ab)+c", "ababc"), ("a{2}", "baab"), ("a{2,}b", "aaaab"), ("^a{1,3}$", "aaa"), ("x?y", "y"),
    (#"\d+ rows"#, "12 rows"), ("[a-c]+z", "abcz"), ("[^0-9]", "a"), ("[[:alpha:]_]+=", "key_x=1"), ("[]x]", "]"),
    ("[a-]", "-"), (#"[\]\\]"#, #"\"#), (#"\bfoo\b"#, "a foo b"), (#"\Boo"#, "foo"), ("(?i)ready", "READY"),
    ("(?i:re)ady", "READY ready"), ("(?i)[a-z]+É", "abcé"), ("(?s)a.b", "a\nb"), ("a*?b", "aab"),
    (#"\x41\u0042\x{43}"#, "ABC"),
    (#"\."#, "."), ("ä", "ä"), ("a|", ""), ("^$", "a\n\nb"), ("(?<name>x)", "x"), (#"\$\(.*\)"#, "$(rm -rf)"),
    ("(a*)*b", "b"),
    ("(|a)+b", "aab"), ("}", "}"), ("]", "]"), (#"[\d.]+"#, "1.5"), ("é", "caf\u{e9}"), ("(a(?i)b)c", "aBc"),
    ("^b", "a\nb"),
    (#"[^\n]b"#, "ab"), (#"\S+@\S+"#, "mail me@here now"), ("(((x)))", "x"),
    ("(a)(b)(c)(d)(e)(f)(g)(h)(i)", "abcdefghi"),
  ])
  func `finds what it should`(pattern: String, text: String) throws {
    #expect(try Self.pattern(pattern).matches(in: text))
  }

  @Test(arguments: [
    ("abc", "ab"), ("a.c", "a\nc"), ("^ready$", "already\nready now"), (#"\Aready"#, "not\nready"),
    (#"end\z"#, "end\n"),
    ("a{2}", "aba"), ("^a{1,3}$", "aaaa"), ("^a{2}$", "a"), (#"^\d+$"#, "1a"), ("[^a]", "a"), (#"\bfoo\b"#, "afoo"),
    ("ready", "READY"),
    ("(?i:re)ady", "READY"), ("a+b", "b"), (#"\d"#, "٣"), ("[[:upper:]]", "a"), ("(a(?i)b)c", "aBC"), ("a{0}b", "a"),
    (#"\."#, "a"), ("^$", "a"), ("(?i)[^a]", "A"), ("(?s:.)x.", "\nx\n"),
  ])
  func `doesn't find what it shouldn't`(pattern: String, text: String) throws {
    #expect(try !Self.pattern(pattern).matches(in: text))
  }

  @Test(arguments: [
    ("", 0, "the pattern is empty and would match everything"), ("a(b", 1, "( is never closed"),
    ("ab)", 2, "there is no ( for this )"), ("*a", 0, "there is nothing to repeat before *"),
    ("a**", 2, "this repeats a repetition"),
    ("a++", 2, "possessive repetition is not known"), ("[a", 0, "[ is never closed"),
    ("[z-a]", 1, "this is not a range of characters"),
    ("x[[:alhpa:]]", 2, "[:alhpa:] is not known"), (#"a\"#, 1, "a backslash ends the pattern"),
    (#"\q"#, 0, #"\q is not known"#),
    (#"(a)\1"#, 3, "back-references are not known"), ("(?=a)", 0, "this kind of group is not known"),
    ("a(?<!b)", 1, "this kind of group is not known"),
    ("a{2,1}", 1, "a count is {n}, {n,} or {n,m}, n no greater than m, up to 1000"),
    ("a{1001}", 1, "a count is {n}, {n,} or {n,m}, n no greater than m, up to 1000"),
    ("a{x}", 1, "a count is {n}, {n,} or {n,m}, n no greater than m, up to 1000"),
    ("(?>a)", 0, "this kind of group is not known"), (#"\xg1"#, 0, "this is not the number of a character"),
    (#"\x{110000}"#, 0, "this is not the number of a character"), (#"[\b]"#, 1, #"\b can't stand in brackets"#),
    ("((a{1000}){1000}){1000}", 0, "the pattern is too large with its repetitions written out"),
    ("(((){1000}){1000}){1000}", 0, "the pattern is too large with its repetitions written out"),
    (String(repeating: "(", count: 51), 50, "groups nest deeper than 50"),
    (String(repeating: "a", count: 1001), 0, "the pattern has 1001 characters, and 1000 is the limit"),
  ])
  func `says what is wrong with a pattern and where`(text: String, column: Int, message: String) throws {
    let (pattern, diagnostics) = Pattern.compile(SourceText(text, start: Self.start))
    #expect(pattern == nil)
    let diagnostic = try #require(diagnostics.first)
    #expect(diagnostics.count == 1)
    #expect(diagnostic.message == message)
    #expect(diagnostic.location == SourceLocation(file: "a.yaml", line: 3, column: 10 + column))
  }

  @Test(arguments: [
    "(a+)+$", "(a|aa)+$", "(a|a)*c", "(.*)*x", "(a*)*b", #"(\w*\s*)*:"#, "(a{0,30}){0,30}b", "(.|\\s)*x",
    "a*a*a*a*a*a*c", "(a|b)*a(a|b){12}c", "[ab]*a[ab]{500}c",
  ])
  func `patterns that blow up elsewhere end within a second`(text: String) throws {
    let pattern = try Self.pattern(text)
    for text in [String(repeating: "a", count: 45) + "!\n", String(repeating: "a", count: 1_000_000), Self.noise] {
      let begin = ContinuousClock.now
      do throws(PatternError) {
        _ = try pattern.matches(in: text)
      } catch {
        #expect(error == .tooMuchWork(limit: Pattern.stepLimit))
      }
      #expect(ContinuousClock.now - begin < .seconds(10))
    }
  }

  /// As and bs in no order, the same in every run.
  static let noise: String = {
    var state: UInt64 = 7
    return String(
      (0..<1_000_000).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 63 == 0 ? "a" : "b"
      })
  }()

  @Test func `a long text with a simple pattern is searched to its end`() throws {
    let text = String(repeating: "all is well on this line\n", count: 40_000) + "ERROR 17"
    #expect(try Self.pattern(#"^ERROR \d+$"#).matches(in: text))
  }

  @Test func `a text over the limit is refused`() throws {
    let text = String(repeating: "a", count: Pattern.textLimit + 1)
    let pattern = try Self.pattern("a")
    #expect(throws: PatternError.textTooLong(bytes: Pattern.textLimit + 1, limit: Pattern.textLimit)) {
      try pattern.matches(in: text)
    }
  }
}
