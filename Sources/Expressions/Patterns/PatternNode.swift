/// A pattern as a tree; the parser keeps it shallow enough for recursion.
indirect enum PatternNode: Hashable, Sendable {
  /// One character out of the set at this index.
  case one(set: Int)
  case assertion(PatternAssertion)
  case sequence([PatternNode])
  case alternation([PatternNode])
  /// Without an upper limit when `most` is nil.
  case repetition(PatternNode, least: Int, most: Int?)
}

/// What must hold between two characters.
enum PatternAssertion: Hashable, Sendable {
  case lineStart, lineEnd, textStart, textEnd, wordBoundary, noWordBoundary

  func holds(before: PatternNeighbour, after: PatternNeighbour) -> Bool {
    switch self {
    case .lineStart: before == .edge || before == .lineFeed
    case .lineEnd: after == .edge || after == .lineFeed
    case .textStart: before == .edge
    case .textEnd: after == .edge
    case .wordBoundary: (before == .word) != (after == .word)
    case .noWordBoundary: (before == .word) == (after == .word)
    }
  }
}

/// As much of a character as assertions see.
enum PatternNeighbour: Hashable, Sendable {
  /// The begin or the end of the text.
  case edge
  case lineFeed, word, other

  private static let words = ScalarSet(ScalarSet.word)

  /// Nil stands for the begin or the end of the text.
  init(_ value: UInt32?) {
    switch value {
    case nil: self = .edge
    case 10: self = .lineFeed
    case .some(let value): self = Self.words.contains(value) ? .word : .other
    }
  }
}
