internal import RunbookModel

/// A word, sign or value of a condition.
struct ConditionToken: Hashable {
  enum Kind: Hashable {
    case open, close, openList, closeList, comma
    case or, and, not, `in`
    case comparison(ConditionOperator)
    case value(ConditionOperand.Content)
    case end
  }

  var kind: Kind
  var location: SourceLocation
  /// As the author wrote it, for messages.
  var text: String
}

/// Cuts a condition into tokens; goes on after a fault, so that one reading finds them all.
struct ConditionLexer {
  private let scalars: [Unicode.Scalar]
  private var walker: SourceWalker
  private var offset = 0
  private(set) var diagnostics: [Diagnostic] = []

  init(_ source: SourceText) {
    scalars = Array(source.text.unicodeScalars)
    walker = SourceWalker(source, scalars: scalars)
  }

  mutating func tokens() -> [ConditionToken] {
    guard scalars.count <= Condition.lengthLimit else {
      report(
        "the condition has \(scalars.count) characters, and \(Condition.lengthLimit) is the limit", at: 0,
        hint: "let a step decide and give an output")
      return []
    }
    var tokens: [ConditionToken] = []
    while true {
      while offset < scalars.count, scalars[offset].properties.isWhitespace { offset += 1 }
      guard offset < scalars.count else { break }
      let start = offset
      guard let kind = next() else { continue }
      let text = String(String.UnicodeScalarView(scalars[start..<offset]))
      tokens.append(ConditionToken(kind: kind, location: walker.location(at: start), text: text))
    }
    tokens.append(ConditionToken(kind: .end, location: walker.location(at: scalars.count), text: ""))
    return tokens
  }

  private mutating func next() -> ConditionToken.Kind? {
    let scalar = scalars[offset]
    switch scalar {
    case "(": return sign(.open)
    case ")": return sign(.close)
    case "[": return sign(.openList)
    case "]": return sign(.closeList)
    case ",": return sign(.comma)
    case "\"", "'": return quoted()
    case "0"..."9", "-", "+": return number()
    case _ where NameReader.begins(scalar) || scalar == ".": return word()
    default: return comparison()
    }
  }

  private mutating func sign(_ kind: ConditionToken.Kind) -> ConditionToken.Kind {
    offset += 1
    return kind
  }

  private mutating func quoted() -> ConditionToken.Kind? {
    do throws(QuotedText.Problem) {
      let (text, end) = try QuotedText.read(scalars, from: offset)
      offset = end
      return .value(.text(text))
    } catch {
      report(error.message, at: error.offset, hint: error.hint)
      offset = scalars.count
      return nil
    }
  }

  private mutating func number() -> ConditionToken.Kind? {
    let start = offset
    offset += 1
    while offset < scalars.count, NameReader.continues(scalars[offset]) || scalars[offset] == "." { offset += 1 }
    let text = String(String.UnicodeScalarView(scalars[start..<offset]))
    guard DecimalNumber(text) == nil else { return .value(.number(text)) }
    report("\(text) is not a decimal number", at: start, hint: "put a text in quotes: \"\(text)\"")
    return nil
  }

  private mutating func word() -> ConditionToken.Kind? {
    let start = offset
    let (parts, end) = NameReader.parts(of: scalars, from: start)
    offset = end
    if parts.count == 1 {
      switch parts[0].text {
      case "or": return .or
      case "and": return .and
      case "not": return .not
      case "in": return .in
      case "true": return .value(.truth(true))
      case "false": return .value(.truth(false))
      default: break
      }
    }
    do throws(NameReader.Problem) {
      return .value(.name(try NameReader(inCondition: true).name(parts)))
    } catch {
      let word = parts[0].text
      let known = NameReader.roots.contains(word)
      let hint =
        parts.count == 1 && !known
        ? Suggestion.hint(for: word, among: ["and", "or", "not", "in", "true", "false"])
          ?? "put a text in quotes: \"\(word)\""
        : error.hint
      report(error.message, at: error.offset, hint: hint)
      return nil
    }
  }

  private mutating func comparison() -> ConditionToken.Kind? {
    let start = offset
    let pair = String(String.UnicodeScalarView(scalars[start..<min(start + 2, scalars.count)]))
    if let comparison = ConditionOperator(rawValue: pair) {
      offset += pair.unicodeScalars.count
      return .comparison(comparison)
    }
    if let meant = Self.slips[pair] {
      offset += pair.unicodeScalars.count
      report("\(pair) is not known here", at: start, hint: "did you mean \(meant)?")
      return nil
    }
    offset += 1
    let single = String(scalars[start])
    if let comparison = ConditionOperator(rawValue: single) { return .comparison(comparison) }
    if let meant = Self.slips[single] {
      report("\(single) is not known here", at: start, hint: "did you mean \(meant)?")
    } else {
      report("\(single.debugDescription) is not known here", at: start)
    }
    return nil
  }

  private static let slips = [
    "&&": "and", "||": "or", "!": "not", "=": "==", "<>": "!=", "=~": "expect: { matches: … }", "=>": ">=",
    "=<": "<=",
    "{{": "the name alone, without braces", "}}": "the name alone, without braces",
  ]

  private mutating func report(_ message: String, at offset: Int, hint: String? = nil) {
    diagnostics.append(Diagnostic(.error, message, at: walker.location(at: offset), hint: hint))
  }
}
