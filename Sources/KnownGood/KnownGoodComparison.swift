package import Expressions

/// Compares an answer with the recorded one; nil means that nothing differs but what may.
package struct KnownGoodComparison: Sendable {
  let rules: KnownGoodRules

  package init(_ rules: KnownGoodRules) { self.rules = rules }

  /// What differs, in a size that can be read at once.
  package func difference(recorded: KnownAnswer, observed: KnownAnswer) throws(PatternError) -> String? {
    if let bound = rules.rows { return counts(recorded, observed, bound) }
    switch (recorded, observed) {
    case (.rows(let first), .rows(let second)): return try difference(rows: first, second)
    case (.text(let first), .text(let second)): return try difference(texts: first, second)
    default: return "the recorded answer is of another kind: \(recorded.size) against \(observed.size)"
    }
  }

  private func counts(_ recorded: KnownAnswer, _ observed: KnownAnswer, _ bound: RelativeBound) -> String? {
    let (first, second) = (size(of: recorded), size(of: observed))
    guard !bound.holds(for: second.count, recorded: first.count) else { return nil }
    return "\(second.text), where \(first.text) are recorded (allowed: \(bound.text))"
  }

  /// A list in JSON counts by its values.
  private func size(of answer: KnownAnswer) -> (count: Int, text: String) {
    if rules.mayBeJSON, case .text(let text) = answer, case .array(let values) = JSONAnswer.document(of: text) {
      return (values.count, "\(values.count) value\(values.count == 1 ? "" : "s")")
    }
    return (answer.count, answer.size)
  }

  private func difference(texts recorded: String, _ observed: String) throws(PatternError) -> String? {
    if recorded.utf8.elementsEqual(observed.utf8) { return nil }
    var masker = try Masker(rules.masks)
    if rules.mayBeJSON, JSONAnswer.document(of: recorded) != nil, JSONAnswer.document(of: observed) != nil,
      let first = JSONAnswer.document(of: try masker.masked(json: recorded)),
      let second = JSONAnswer.document(of: try masker.masked(json: observed))
    {
      return JSONDifference(rules).between(first, second)
    }
    return difference(maskedTexts: try masker.masked(recorded), try masker.masked(observed))
  }

  private func difference(maskedTexts recorded: String, _ observed: String) -> String? {
    var first = LineDifference.lines(of: recorded).map(String.init)
    var second = LineDifference.lines(of: observed).map(String.init)
    let tolerance = rules.numbersWithin.map(NumberTolerance.init)
    if rules.anyOrder {
      first = sorted(first)
      second = sorted(second)
    }
    if let tolerance, first.count == second.count {
      // A line that is near enough is shown as the recorded one, so that only what counts stands out.
      for index in first.indices where tolerance.holds(lines: first[index], second[index]) {
        second[index] = first[index]
      }
    }
    let texts = (first.map { $0 + "\n" }.joined(), second.map { $0 + "\n" }.joined())
    guard !texts.0.utf8.elementsEqual(texts.1.utf8) else { return nil }
    let words = rules.anyOrder ? "sorted, because any order will do: " : ""
    return words + LineDifference.between(expected: texts.0, observed: texts.1)
  }

  private func sorted(_ lines: [String]) -> [String] {
    let hasTolerance = rules.numbersWithin != nil
    let keyed = lines.map { line in
      (
        NumberTolerance.SortKey(hasTolerance ? NumberTolerance.fields(of: line) : [line], hasTolerance: hasTolerance),
        line
      )
    }
    return keyed.sorted { $0.0 < $1.0 }.map(\.1)
  }
}
