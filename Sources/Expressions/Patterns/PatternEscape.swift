/// What a backslash means in a pattern, within brackets and without.
struct PatternEscape {
  enum Meaning {
    case ranges([ClosedRange<UInt32>])
    case assertion(PatternAssertion)
  }

  var meaning: Meaning
  var end: Int

  /// Reads the escape whose backslash stands at `start`.
  static func read(_ scalars: [Unicode.Scalar], from start: Int) throws(PatternParser.Problem) -> PatternEscape {
    guard start + 1 < scalars.count else {
      throw PatternParser.Problem(
        message: "a backslash ends the pattern", offset: start, hint: #"write \\ for a backslash"#)
    }
    let scalar = scalars[start + 1]
    if scalar == "x" || scalar == "u" { return try number(scalars, from: start) }
    if let meaning = meaning(of: scalar) { return PatternEscape(meaning: meaning, end: start + 2) }
    switch scalar {
    case "0"..."9":
      throw PatternParser.Problem(
        message: "back-references are not known", offset: start, hint: "compare in the script, and expect its answer")
    case "a"..."z", "A"..."Z":
      throw PatternParser.Problem(message: "\\\(scalar) is not known", offset: start, hint: known)
    default: return PatternEscape(meaning: .ranges([scalar.value...scalar.value]), end: start + 2)
    }
  }

  private static let known = #"known are \d \w \s \D \W \S \b \B \A \z \t \n \r \f \xHH \x{H…} and \ before any sign"#

  private static func meaning(of scalar: Unicode.Scalar) -> Meaning? {
    switch scalar {
    case "d": .ranges(ScalarSet.digit)
    case "w": .ranges(ScalarSet.word)
    case "s": .ranges(ScalarSet.space)
    case "D": .ranges(ScalarSet.complement(ScalarSet.digit))
    case "W": .ranges(ScalarSet.complement(ScalarSet.word))
    case "S": .ranges(ScalarSet.complement(ScalarSet.space))
    case "t": .ranges([9...9])
    case "n": .ranges([10...10])
    case "f": .ranges([12...12])
    case "r": .ranges([13...13])
    case "b": .assertion(.wordBoundary)
    case "B": .assertion(.noWordBoundary)
    case "A": .assertion(.textStart)
    case "z": .assertion(.textEnd)
    default: nil
    }
  }

  /// Reads `\xHH`, `\uHHHH` or `\x{H…}`.
  private static func number(_ scalars: [Unicode.Scalar], from start: Int) throws(PatternParser.Problem)
    -> PatternEscape
  {
    var digits = scalars[(start + 2)...]
    var end = start + 2
    if digits.first == "{" {
      digits = digits.dropFirst().prefix { $0 != "}" }
      end = digits.endIndex + 1
    } else {
      digits = digits.prefix(scalars[start + 1] == "x" ? 2 : 4)
      end = digits.endIndex
      if digits.count < 2 { digits = [] }
    }
    guard (1...6).contains(digits.count), end <= scalars.count,
      let value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16), Unicode.Scalar(value) != nil
    else {
      throw PatternParser.Problem(
        message: "this is not the number of a character", offset: start, hint: #"write \xHH, \uHHHH or \x{H…}"#)
    }
    return PatternEscape(meaning: .ranges([value...value]), end: end)
  }
}
