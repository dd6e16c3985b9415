package import RunbookModel

/// How many of something there must be, in percent of a recorded number: `>= 99%`, `< 110%`, `95%..105%`, `100%`.
package struct RelativeBound: Hashable, Sendable {
  /// As its author wrote it.
  package let text: String
  private var least: Double?
  private var most: Double?
  private var excludesEnds = false

  /// Reads a bound, also with `of known good` behind it; nil comes with exactly one diagnostic, and a bound with none.
  package static func parse(_ source: SourceText) -> (RelativeBound?, [Diagnostic]) {
    if let bound = RelativeBound(source.text) { return (bound, []) }
    return (
      nil,
      [
        Diagnostic(
          .error, "\"\(source.text)\" is not a part of a recorded number", at: source.start,
          hint: "write \">= 99%\", \"<= 110%\" or \"95%..105%\"")
      ]
    )
  }

  package init?(_ written: String) {
    text = written
    var rest = written[...]
    if rest.hasSuffix("of known good") { rest = rest.dropLast("of known good".count) }
    let bare = String(rest.filter { $0 != " " })
    if let range = bare.firstRange(of: "..") {
      guard let least = Self.number(bare[..<range.lowerBound]), let most = Self.number(bare[range.upperBound...]),
        least <= most
      else { return nil }
      (self.least, self.most) = (least, most)
      return
    }
    let sign = bare.prefix { "<>=".contains($0) }
    guard let number = Self.number(bare.dropFirst(sign.count)) else { return nil }
    switch sign {
    case "", "=", "==": (least, most) = (number, number)
    case ">=", ">": least = number
    case "<=", "<": most = number
    default: return nil
    }
    excludesEnds = sign == ">" || sign == "<"
  }

  private static func number(_ text: Substring) -> Double? {
    guard text.last == "%", (2...9).contains(text.count), text.first != ".",
      text.dropLast().allSatisfy({ ("0"..."9").contains($0) || $0 == "." })
    else { return nil }
    return Double(text.dropLast())
  }

  package func holds(for count: Int, recorded: Int) -> Bool {
    let (count, whole) = (Double(count) * 100, Double(recorded))
    if let least, excludesEnds ? count <= least * whole : count < least * whole { return false }
    if let most, excludesEnds ? count >= most * whole : count > most * whole { return false }
    return true
  }
}
