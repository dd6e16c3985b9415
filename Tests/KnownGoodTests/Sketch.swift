import Expressions
import KnownGood
import RunbookModel

/// Small values for tests.
enum Sketch {
  static let start = SourceLocation(file: "a.yaml", line: 1, column: 1)

  static func text(_ text: String) -> SourceText { SourceText(text, start: start) }

  static func rules(
    mask: [String] = [], anyOrder: Bool = false, within: Double? = nil, rows: String? = nil,
    of kind: StepKind.Word = .run
  ) -> KnownGoodRules {
    let expectation = KnownGoodExpectation(
      .named("a"), masks: mask.map(text), anyOrder: anyOrder, numbersWithin: within, rows: rows.map(text))
    return KnownGoodRules.rules(expectation, of: kind).0 ?? KnownGoodRules()
  }

  static func file(_ answer: KnownAnswer, kind: StepKind.Word = .run) -> KnownGoodFile {
    KnownGoodFile(
      check: "shop.orders", kind: kind, recorded: "2026-11-21T03:04:05+01:00", from: "a script on this machine",
      by: "ruth on desk", command: "halfhour known-good record shop.yaml", question: String(repeating: "a", count: 64),
      answer: answer)
  }

  /// SplitMix64.
  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}
