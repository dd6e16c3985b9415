/// Why a pattern gave no answer on a text.
package enum PatternError: Error, Hashable, Sendable {
  /// A large pattern on a long text took more steps than one search may.
  case tooMuchWork(limit: Int)
  /// The text is longer than a pattern may search.
  case textTooLong(bytes: Int, limit: Int)
}

extension PatternError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tooMuchWork(let limit): "the pattern needs more than \(limit) steps on this text; make it simpler"
    case .textTooLong(let bytes, let limit):
      "a pattern searches \(limit) bytes at most, and the text has \(bytes); filter it in the script"
    }
  }
}
