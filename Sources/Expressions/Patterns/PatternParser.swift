/// Reads a regular expression by recursive descent; stops at the first fault.
struct PatternParser {
  struct Problem: Error {
    var message: String
    var offset: Int
    var hint: String?
  }

  private struct Flags {
    var ignoresCase = false
    var dotMatchesLineEnd = false
  }

  private let scalars: [Unicode.Scalar]
  private var offset = 0
  private var depth = 0
  private var flags = Flags()
  private var sets: [ScalarSet] = []

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func pattern() throws(Problem) -> (PatternNode, [ScalarSet]) {
    guard !scalars.isEmpty else {
      throw Problem(message: "the pattern is empty and would match everything", offset: 0, hint: nil)
    }
    guard scalars.count <= Pattern.lengthLimit else {
      throw Problem(
        message: "the pattern has \(scalars.count) characters, and \(Pattern.lengthLimit) is the limit", offset: 0)
    }
    let node = try alternation()
    guard offset == scalars.count else { throw fault("there is no ( for this )", hint: #"write \) for a parenthesis"#) }
    return (node, sets)
  }

  private mutating func alternation() throws(Problem) -> PatternNode {
    let outer = flags
    defer { flags = outer }
    var nodes = [try sequence()]
    while take("|") { nodes.append(try sequence()) }
    return nodes.count == 1 ? nodes[0] : .alternation(nodes)
  }

  private mutating func sequence() throws(Problem) -> PatternNode {
    var nodes: [PatternNode] = []
    while let scalar = peek, scalar != "|", scalar != ")" {
      if scalar == "(", try takeFlags() { continue }
      let start = offset
      let node = try atom()
      nodes.append(try repeated(node, from: start))
    }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  private mutating func atom() throws(Problem) -> PatternNode {
    let start = offset
    let scalar = scalars[offset]
    offset += 1
    switch scalar {
    case "(": return try group(from: start)
    case "[":
      var reader = PatternClassReader(scalars, from: start)
      let (ranges, negated) = try reader.read()
      offset = reader.offset
      return one(of: ranges, negated: negated)
    case ".": return one(of: flags.dotMatchesLineEnd ? [] : [10...10], negated: true, exactly: true)
    case "^": return .assertion(.lineStart)
    case "$": return .assertion(.lineEnd)
    case "*", "+", "?":
      throw Problem(
        message: "there is nothing to repeat before \(scalar)", offset: start,
        hint: "write \\\(scalar) for the character")
    case "{":
      throw Problem(message: "there is nothing to repeat before {", offset: start, hint: #"write \{ for a brace"#)
    case "\\": return try escape(from: start)
    default: return one(of: [scalar.value...scalar.value])
    }
  }

  private mutating func group(from start: Int) throws(Problem) -> PatternNode {
    guard depth < Pattern.depthLimit else {
      throw Problem(message: "groups nest deeper than \(Pattern.depthLimit)", offset: start)
    }
    let outer = flags
    defer { flags = outer }
    if take("?") { try groupHead(from: start) }
    depth += 1
    defer { depth -= 1 }
    let node = try alternation()
    guard take(")") else {
      throw Problem(message: "( is never closed", offset: start, hint: #"write \( for a parenthesis"#)
    }
    return node
  }

  /// What stands between `(?` and the group's content.
  private mutating func groupHead(from start: Int) throws(Problem) {
    if take(":") { return }
    if take("P") || peek == "<" {
      guard take("<"), let first = peek, NameReader.begins(first) else { throw refused(start) }
      while let scalar = peek, NameReader.continues(scalar) { offset += 1 }
      guard take(">") else { throw refused(start) }
      return
    }
    flags = try readFlags(from: start)
    guard take(":") else { throw refused(start) }
  }

  /// Takes `(?i)`, which holds to the end of the group; false, and nothing taken, when something else stands here.
  private mutating func takeFlags() throws(Problem) -> Bool {
    let start = offset
    guard take("("), take("?"), let first = peek, first == "-" || NameReader.begins(first), first != "P" else {
      offset = start
      return false
    }
    let changed = try readFlags(from: start)
    guard take(")") else {
      offset = start
      return false
    }
    flags = changed
    return true
  }

  private mutating func readFlags(from start: Int) throws(Problem) -> Flags {
    var changed = flags
    var on = true
    while let scalar = peek, scalar != ":", scalar != ")" {
      switch scalar {
      case "-": on = false
      case "i": changed.ignoresCase = on
      case "s": changed.dotMatchesLineEnd = on
      case "m" where on: break
      default: throw refused(start)
      }
      offset += 1
    }
    return changed
  }

  private func refused(_ start: Int) -> Problem {
    let hint =
      "known are ( ), (?: ), (?i) and (?s); look-around can't be had, two patterns in matches often do the same"
    return Problem(message: "this kind of group is not known", offset: start, hint: hint)
  }

  private mutating func escape(from start: Int) throws(Problem) -> PatternNode {
    let escape = try PatternEscape.read(scalars, from: start)
    offset = escape.end
    switch escape.meaning {
    case .assertion(let assertion): return .assertion(assertion)
    case .ranges(let ranges): return one(of: ranges)
    }
  }

  private mutating func repeated(_ node: PatternNode, from start: Int) throws(Problem) -> PatternNode {
    guard let (least, most) = try quantifier() else { return node }
    if peek == "+" {
      throw fault("possessive repetition is not known", hint: "leave this + out: no pattern backtracks here")
    }
    _ = take("?")
    if let next = peek, next == "*" || next == "+" || next == "?" || next == "{" {
      throw fault("this repeats a repetition", hint: "put the part before it into (?: )")
    }
    return .repetition(node, least: least, most: most)
  }

  private mutating func quantifier() throws(Problem) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = offset
    guard take("{") else { return nil }
    let problem = Problem(
      message: "a count is {n}, {n,} or {n,m}, n no greater than m, up to 1000", offset: start,
      hint: #"write \{ for a brace"#)
    guard let least = number() else { throw problem }
    var most: Int? = least
    if take(",") {
      most = nil
      if peek != "}" {
        guard let number = number() else { throw problem }
        most = number
      }
    }
    guard take("}"), least <= most ?? .max else { throw problem }
    return (least, most)
  }

  private mutating func number() -> Int? {
    let digits = scalars[offset...].prefix { ("0"..."9").contains($0) }
    offset += digits.count
    return Int(String(String.UnicodeScalarView(digits))).flatMap { $0 <= 1_000 ? $0 : nil }
  }

  private mutating func one(of ranges: [ClosedRange<UInt32>], negated: Bool = false, exactly: Bool = false)
    -> PatternNode
  {
    let set = ScalarSet(ranges, negated: negated, ignoringCase: flags.ignoresCase && !exactly)
    if let index = sets.firstIndex(of: set) { return .one(set: index) }
    sets.append(set)
    return .one(set: sets.count - 1)
  }

  private var peek: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    offset += 1
    return true
  }

  private func fault(_ message: String, hint: String? = nil) -> Problem {
    Problem(message: message, offset: offset, hint: hint)
  }
}
