import Expressions
import RunbookModel
import Testing

/// Throws seeded soups of tokens at everything that reads text; that each test ends without a crash is half of what it proves.
struct FuzzTests {
  struct Generator: RandomNumberGenerator {
    var state: UInt64

    /// SplitMix64.
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  static let start = SourceLocation(file: "a.yaml", line: 1, column: 1)
  static let rounds = 20_000

  static func soup(_ tokens: [String], _ generator: inout Generator) -> SourceText {
    let count = Int.random(in: 0...14, using: &generator)
    let text = (0..<count).map { _ in tokens.randomElement(using: &generator) ?? "" }.joined()
    return SourceText(text, start: start)
  }

  @Test func `texts end in a value or in located diagnostics`() throws {
    let tokens = [
      "{{", "}}", "{", "}", " ", "inputs.x", "inputs", ".", "steps.a.b", "run.mode", "\"", "'", "\\", "\n", "é", "😀",
      "result", "-", "9", "|",
    ]
    var generator = Generator(state: 1)
    var good = 0
    for _ in 0..<Self.rounds {
      let source = Self.soup(tokens, &generator)
      let (text, diagnostics) = InterpolatedText.parse(source)
      #expect(diagnostics.allSatisfy { $0.location >= Self.start && !$0.message.isEmpty }, "\(source.text)")
      if diagnostics.isEmpty { good += 1 }
      #expect(throws: Never.self) { try text.evaluate { _ in "v" } }
      _ = InterpolatedText.reservedNames(in: source)
    }
    #expect(good > 1_000)
  }

  @Test func `conditions end in an answer, an error or located diagnostics`() {
    let tokens = [
      "(", ")", " and ", " or ", " not ", " in ", "[", "]", ",", "==", "<", ">=", "true", "false", "inputs.x",
      "steps.a.result", "run.mode", "'passed'", "\"a\"",
      "1", "-2.50", " ", "\n", "\\", "é", "=", "{{", ".", "'",
    ]
    var generator = Generator(state: 2)
    var (good, answered) = (0, 0)
    for _ in 0..<Self.rounds {
      let source = Self.soup(tokens, &generator)
      let (condition, diagnostics) = Condition.parse(source)
      #expect((condition == nil) != diagnostics.isEmpty, "\(source.text)")
      guard let condition else { continue }
      good += 1
      if (try? condition.evaluate { _ in "1" }) != nil { answered += 1 }
    }
    #expect(good > 50)
    #expect(answered > 10)
  }

  @Test func `patterns compile or are refused, and every search ends`() {
    let tokens = [
      "a", "b", "(", ")", "(?:", "(?i)", "|", "*", "+", "?", "{2}", "{0,3}", "{2,}", "[", "]", "^", "$", "-", ".", "\\",
      "d", "\\b", "[[:alpha:]]", "é", "x41",
    ]
    var generator = Generator(state: 3)
    var (good, found) = (0, 0)
    for _ in 0..<Self.rounds {
      let source = Self.soup(tokens, &generator)
      let (pattern, diagnostics) = Pattern.compile(source)
      #expect((pattern == nil) == (diagnostics.count == 1), "\(source.text)")
      guard let pattern else { continue }
      good += 1
      if (try? pattern.matches(in: "aab\nba éab dd1 x41aa")) == true { found += 1 }
    }
    #expect(good > 500)
    #expect(found > 100)
  }

  @Test func `JSON, paths and bounds end in a value or a mismatch`() {
    let tokens = [
      "{", "}", "[", "]", ":", ",", "\"a\"", "\"", "1", "-", "0", ".5", "e9", "true", "null", " ", "\\u00e9", "\\", "$",
      ".a", "[0]", "..", ">=", "<",
    ]
    var generator = Generator(state: 4)
    for _ in 0..<Self.rounds {
      let source = Self.soup(tokens, &generator)
      let (path, diagnostics) = JSONPath.parse(source)
      #expect((path == nil) == (diagnostics.count == 1), "\(source.text)")
      let (bound, faults) = CountBound.parse(source)
      #expect((bound == nil) == (faults.count == 1), "\(source.text)")
      guard let path else { continue }
      let output = Self.soup(tokens, &generator).text
      _ = Matchers.json(path, equals: "1", Observation(output: output))
    }
  }
}
