/// The keys of a mapping seen at a glance: one whose mark is missing surely isn't there, and most are not.
struct KeyMarks {
  private var bits: UInt64 = 0

  mutating func insert(_ key: String) { bits |= Self.mark(of: key) }

  @inline(__always)
  func mayHold(_ key: String) -> Bool { bits & Self.mark(of: key) != 0 }

  /// Keys of another length or with another first letter mostly have another one.
  ///
  /// It is put into the place of the call, where the key is mostly known and its mark a constant.
  @inline(__always)
  private static func mark(of key: String) -> UInt64 {
    let bytes = key.utf8
    let first = bytes.isEmpty ? 0 : bytes[bytes.startIndex]
    return 1 << UInt64((Int(first) &* 5 &+ bytes.count &* 11) & 63)
  }
}
