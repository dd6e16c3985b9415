/// Finds the phrases that a source says: every literal that stands directly in the parentheses of `say(…)` or `self(…)`.
struct PhraseScanner {
  private let scalars: [Unicode.Scalar]
  private var offset = 0

  /// The phrases of a source with `{1}`, `{2}` … for their interpolations, in its order.
  static func phrases(in source: String) -> [String] {
    // What stands in a comment is said to readers of the source.
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.drop { $0 == " " }.hasPrefix("//") ? "" : line
    }
    var scanner = PhraseScanner(scalars: Array(lines.joined(separator: "\n").unicodeScalars))
    return scanner.all()
  }

  private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private mutating func all() -> [String] {
    var phrases: [String] = []
    while offset < scalars.count {
      if let call = callLength {
        offset += call
        takeArguments(into: &phrases)
      } else if scalars[offset] == "\"" {
        // A text may hold a call in its interpolations, which is seen when they are read.
        takeLiteral(callsInto: &phrases)
      } else {
        offset += 1
      }
    }
    return phrases
  }

  /// How a phrasebook is asked: by a name that holds it, or from within itself.
  private static let calls = ["say(", "self("]

  private var callLength: Int? {
    guard offset == 0 || !isWord(scalars[offset - 1]) else { return nil }
    return Self.calls.first(where: starts)?.count
  }

  /// Reads up to the parenthesis that closes the call.
  private mutating func takeArguments(into phrases: inout [String]) {
    var depth = 1
    while offset < scalars.count, depth > 0 {
      switch scalars[offset] {
      case "\"":
        let literal = takeLiteral(callsInto: &phrases)
        if depth == 1 { phrases.append(literal) }
        continue
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      default: break
      }
      offset += 1
    }
  }

  /// Reads a literal with its quotes; interpolations become places, and calls within them are read as calls.
  @discardableResult
  private mutating func takeLiteral(callsInto phrases: inout [String]) -> String {
    let isLong = starts(with: "\"\"\"")
    let end = isLong ? "\"\"\"" : "\""
    offset += end.count
    var text = String.UnicodeScalarView()
    var places = 0
    while offset < scalars.count, !starts(with: end) {
      guard scalars[offset] == "\\" else {
        text.append(scalars[offset])
        offset += 1
        continue
      }
      offset += 1
      if starts(with: "(") {
        places += 1
        text += "{\(places)}".unicodeScalars
        takeInterpolation(into: &phrases)
      } else {
        text += escape().unicodeScalars
      }
    }
    offset += end.count
    return isLong ? Self.unindented(String(text)) : String(text)
  }

  private mutating func takeInterpolation(into phrases: inout [String]) {
    var depth = 0
    repeat {
      if let call = callLength {
        offset += call
        takeArguments(into: &phrases)
        continue
      }
      switch scalars[offset] {
      case "\"":
        takeLiteral(callsInto: &phrases)
        continue
      case "(": depth += 1
      case ")": depth -= 1
      default: break
      }
      offset += 1
    } while offset < scalars.count && depth > 0
  }

  /// What stands behind a backslash; a line that goes on in the next one says nothing there.
  private mutating func escape() -> String {
    let scalar = scalars[offset]
    offset += 1
    switch scalar {
    case "n": return "\n"
    case "t": return "\t"
    case "\n":
      while offset < scalars.count, scalars[offset] == " " { offset += 1 }
      return ""
    case "u":
      var digits = ""
      while offset < scalars.count, scalars[offset] != "}" {
        if scalars[offset] != "{" { digits.unicodeScalars.append(scalars[offset]) }
        offset += 1
      }
      offset += 1
      return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init).map { String($0) } ?? ""
    default: return String(scalar)
    }
  }

  private static func unindented(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().dropLast()
    let indent = text.split(separator: "\n", omittingEmptySubsequences: false).last?.count ?? 0
    return lines.map { $0.dropFirst(min(indent, $0.prefix { $0 == " " }.count)) }.joined(separator: "\n")
  }

  private func starts(with word: String) -> Bool { scalars[offset...].starts(with: word.unicodeScalars) }

  private func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
