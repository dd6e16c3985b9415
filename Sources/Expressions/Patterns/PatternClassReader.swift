/// Reads what stands in brackets: `[a-z]`, `[^"]`, `[[:alpha:]_]`.
struct PatternClassReader {
  private let scalars: [Unicode.Scalar]
  private let start: Int
  private(set) var offset: Int

  /// The opening bracket stands at `start`.
  init(_ scalars: [Unicode.Scalar], from start: Int) {
    self.scalars = scalars
    self.start = start
    offset = start + 1
  }

  mutating func read() throws(PatternParser.Problem) -> (ranges: [ClosedRange<UInt32>], negated: Bool) {
    let negated = take("^")
    var ranges: [ClosedRange<UInt32>] = []
    while offset < scalars.count {
      // A ] right behind the opening is a character, as in grep.
      if scalars[offset] == "]", !ranges.isEmpty {
        offset += 1
        return (ranges, negated)
      }
      ranges += try item()
    }
    throw PatternParser.Problem(message: "[ is never closed", offset: start, hint: #"write \[ for a bracket"#)
  }

  private mutating func item() throws(PatternParser.Problem) -> [ClosedRange<UInt32>] {
    let first = offset
    let lower = try element()
    guard offset + 1 < scalars.count, scalars[offset] == "-", scalars[offset + 1] != "]" else { return lower }
    offset += 1
    let upper = try element()
    guard let low = single(lower), let high = single(upper), low <= high else {
      throw PatternParser.Problem(
        message: "this is not a range of characters", offset: first, hint: #"write \- for a hyphen, or put it last"#)
    }
    return [low...high]
  }

  private func single(_ ranges: [ClosedRange<UInt32>]) -> UInt32? {
    guard ranges.count == 1, let range = ranges.first, range.count == 1 else { return nil }
    return range.lowerBound
  }

  private mutating func element() throws(PatternParser.Problem) -> [ClosedRange<UInt32>] {
    let scalar = scalars[offset]
    if scalar == "[", offset + 1 < scalars.count, scalars[offset + 1] == ":" { return try namedClass() }
    guard scalar == "\\" else {
      offset += 1
      return [scalar.value...scalar.value]
    }
    let escape = try PatternEscape.read(scalars, from: offset)
    guard case .ranges(let ranges) = escape.meaning else {
      throw PatternParser.Problem(
        message: "\\\(scalars[offset + 1]) can't stand in brackets", offset: offset, hint: nil)
    }
    offset = escape.end
    return ranges
  }

  private mutating func namedClass() throws(PatternParser.Problem) -> [ClosedRange<UInt32>] {
    let name = scalars[(offset + 2)...].prefix { NameReader.continues($0) }
    let text = String(String.UnicodeScalarView(name))
    let end = name.endIndex
    guard let ranges = ScalarSet.named[text], end + 1 < scalars.count, scalars[end] == ":", scalars[end + 1] == "]"
    else {
      let names = ScalarSet.named.keys.sorted()
      throw PatternParser.Problem(
        message: "[:\(text):] is not known", offset: offset,
        hint: Suggestion.hint(for: text, among: names) ?? "known are \(names.joined(separator: ", "))")
    }
    offset = end + 2
    return ranges
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard offset < scalars.count, scalars[offset] == scalar else { return false }
    offset += 1
    return true
  }
}
