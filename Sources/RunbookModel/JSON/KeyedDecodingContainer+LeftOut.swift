/// Reads what a `JSONWriter` leaves out.
extension KeyedDecodingContainer {
  /// The list, or an empty one where it was left out.
  package func list<Value: Decodable>(_ key: Key) throws -> [Value] {
    try decodeIfPresent([Value].self, forKey: key) ?? []
  }

  /// The flag, or false where it was left out.
  package func flag(_ key: Key) throws -> Bool { try decodeIfPresent(Bool.self, forKey: key) ?? false }

  /// The time, or nil where it was left out.
  package func time(_ key: Key) throws -> Duration? {
    try decodeIfPresent(DurationText.self, forKey: key)?.wrappedValue
  }
}
