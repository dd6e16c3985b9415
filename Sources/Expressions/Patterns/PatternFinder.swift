/// Finds where a pattern matches: the leftmost places, each as long as can be, none within another.
///
/// One walk from the end tells where matches begin; from each of those that count, another finds the longest. What is
/// learnt of the pattern is kept for the next text.
package struct PatternFinder {
  /// How many characters all walks may pass, beside the one from the end.
  package static let walkLimit = 8 << 20

  private var backward: PatternAutomaton
  private var forward: PatternAutomaton
  private var walked = 0

  package init(_ pattern: Pattern) throws(PatternError) {
    forward = PatternAutomaton(pattern.program, beginsAnywhere: false)
    do throws(PatternParser.Problem) {
      let reversed = try PatternProgram(pattern.node.reversed, sets: pattern.program.sets)
      backward = PatternAutomaton(reversed, beginsAnywhere: true)
    } catch {
      throw .tooMuchWork(limit: Pattern.stepLimit)
    }
  }

  /// Ranges of UTF-8 offsets, from left to right; what matches nothing at all isn't among them.
  package mutating func ranges(in text: String) throws(PatternError) -> [Range<Int>] {
    let bytes = text.utf8.count
    guard bytes <= Pattern.textLimit else { throw .textTooLong(bytes: bytes, limit: Pattern.textLimit) }
    let values = text.unicodeScalars.map(\.value)
    let begins = try begins(in: values)
    guard begins.contains(true) else { return [] }
    var offsets = [0]
    offsets.reserveCapacity(values.count + 1)
    for scalar in text.unicodeScalars { offsets.append(offsets[offsets.count - 1] + scalar.utf8.count) }
    var ranges: [Range<Int>] = []
    var place = 0
    while place < values.count {
      guard begins[place], let end = try end(of: place, in: values), end > place else {
        place += 1
        continue
      }
      ranges.append(offsets[place]..<offsets[end])
      place = end
    }
    return ranges
  }

  /// For every place whether a match begins there.
  private mutating func begins(in values: [UInt32]) throws(PatternError) -> [Bool] {
    var begins = Array(repeating: false, count: values.count + 1)
    var state = backward.start(behind: .edge)
    for place in stride(from: values.count, through: 0, by: -1) {
      let step = try backward.step(from: state, over: place > 0 ? values[place - 1] : nil)
      begins[place] = step.isFound
      state = step.state
    }
    return begins
  }

  private mutating func end(of start: Int, in values: [UInt32]) throws(PatternError) -> Int? {
    var end: Int?
    var state = forward.start(behind: PatternNeighbour(start > 0 ? values[start - 1] : nil))
    var place = start
    while true {
      let step = try forward.step(from: state, over: place < values.count ? values[place] : nil)
      if step.isFound { end = place }
      walked += 1
      guard walked <= Self.walkLimit else { throw .tooMuchWork(limit: Self.walkLimit) }
      guard place < values.count, !forward.isDead(step.state) else { return end }
      state = step.state
      place += 1
    }
  }
}

extension PatternNode {
  /// What finds the same from right to left.
  var reversed: PatternNode {
    switch self {
    case .one: self
    case .assertion(let assertion): .assertion(assertion.reversed)
    case .sequence(let nodes): .sequence(nodes.reversed().map(\.reversed))
    case .alternation(let nodes): .alternation(nodes.map(\.reversed))
    case .repetition(let node, let least, let most): .repetition(node.reversed, least: least, most: most)
    }
  }
}

extension PatternAssertion {
  fileprivate var reversed: PatternAssertion {
    switch self {
    case .lineStart: .lineEnd
    case .lineEnd: .lineStart
    case .textStart: .textEnd
    case .textEnd: .textStart
    case .wordBoundary, .noWordBoundary: self
    }
  }
}
