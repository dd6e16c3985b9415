package import RunbookModel

/// How many of something there must be: `5`, `>= 1`, `> 0`, `<= 20`, `< 10`, or `1..20`, both ends included.
package struct CountBound: Hashable, Sendable {
  package let least: Int
  /// Nil without an upper end.
  package let most: Int?

  package init(least: Int, most: Int? = nil) {
    self.least = least
    self.most = most
  }

  package func holds(for count: Int) -> Bool { count >= least && count <= most ?? .max }

  /// Reads a bound; nil comes with exactly one diagnostic, and a bound with none.
  package static func parse(_ source: SourceText) -> (CountBound?, [Diagnostic]) {
    if let bound = CountBound(source.text) { return (bound, []) }
    let message = "\(Excerpt.quoted(source.text)) is not a number of things that can be"
    let hint = "write 5, \">= 1\", \"< 10\" or \"1..20\""
    return (nil, [Diagnostic(.error, message, at: source.start, hint: hint)])
  }

  private init?(_ text: String) {
    let text = text.filter { $0 != " " }
    if let range = text.firstRange(of: "..") {
      guard let least = Self.number(text[..<range.lowerBound]), let most = Self.number(text[range.upperBound...]),
        least <= most
      else { return nil }
      self.init(least: least, most: most)
      return
    }
    let sign = text.prefix { "<>=".contains($0) }
    guard let number = Self.number(text.dropFirst(sign.count)) else { return nil }
    switch sign {
    case "", "=", "==": self.init(least: number, most: number)
    case ">=": self.init(least: number)
    case ">": self.init(least: number + 1)
    case "<=": self.init(least: 0, most: number)
    case "<" where number > 0: self.init(least: 0, most: number - 1)
    default: return nil
    }
  }

  private static func number(_ text: Substring) -> Int? {
    guard (1...15).contains(text.count), text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    return Int(text)
  }
}

extension CountBound: CustomStringConvertible {
  /// In words: `exactly 5`, `at least 1`, `at most 9`, `1 to 20`.
  package var description: String {
    guard let most else { return "at least \(least)" }
    if least == most { return "exactly \(least)" }
    return least == 0 ? "at most \(most)" : "\(least) to \(most)"
  }
}
