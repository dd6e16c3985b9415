package import RunbookModel

/// Why a condition has no answer, although it was written well; secrets' values are never part of it.
package enum ConditionError: Error, Hashable, Sendable {
  case undefined(ValueName, location: SourceLocation)
  /// An order needs a number on both sides, which are told with their names and values.
  case notNumbers(left: String, comparison: String, right: String, location: SourceLocation)
  /// What stands alone must be `true` or `false`.
  case notTruth(String, name: String, location: SourceLocation)

  package var location: SourceLocation {
    switch self {
    case .undefined(_, let location), .notNumbers(_, _, _, let location), .notTruth(_, _, let location): location
    }
  }

  /// One sentence without the place and without a full stop.
  package var message: String {
    switch self {
    case .undefined(let name, _): "\(name) has no value"
    case .notNumbers(let left, let comparison, let right, _):
      "\(comparison) needs two decimal numbers: it can't order \(left) and \(right.trimmingLastComma)"
    case .notTruth(let shown, let name, _):
      "\(shown) is neither true nor false; compare it: \(name) == \"…\""
    }
  }
}

extension ConditionError: CustomStringConvertible {
  package var description: String { "\(location): \(message)" }
}

extension String {
  fileprivate var trimmingLastComma: Substring { hasSuffix(",") ? dropLast() : self[...] }
}
