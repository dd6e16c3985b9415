internal import GRDB
internal import RunCore

extension Row {
  /// A word of one of our vocabularies; one that isn't known means that the index is not ours.
  func word<Word: RawRepresentable<String>>(_ column: String) throws -> Word {
    guard let word: Word = try wordIfAny(column) else { throw IndexFailure.strange(nil, in: column) }
    return word
  }

  func wordIfAny<Word: RawRepresentable<String>>(_ column: String) throws -> Word? {
    guard let text = try decode(String?.self, forColumn: column) else { return nil }
    guard let word = Word(rawValue: text) else { throw IndexFailure.strange(text, in: column) }
    return word
  }

  func time(_ column: String) throws -> WallTime? {
    guard let text = try decode(String?.self, forColumn: column) else { return nil }
    guard let time = WallTime(text) else { throw IndexFailure.strange(text, in: column) }
    return time
  }

  func duration(_ column: String) throws -> Duration? {
    try decode(Int64?.self, forColumn: column).map { .nanoseconds($0) }
  }
}
