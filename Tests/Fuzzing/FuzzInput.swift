/// An input of several parts, so that seeds can be read and written by people: a line `=====` stands between two.
struct FuzzInput {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  private static let separator = Array("\n=====\n".utf8)

  /// The next part; nil when there is none.
  mutating func bytes() -> [UInt8] {
    let separator = Self.separator
    var index = rest.startIndex
    while index + separator.count <= rest.endIndex {
      if rest[index] == separator[0], rest[index...].starts(with: separator) {
        defer { rest = rest[(index + separator.count)...] }
        return Array(rest[..<index])
      }
      index += 1
    }
    defer { rest = [] }
    return Array(rest)
  }

  mutating func text() -> String { String(decoding: bytes(), as: UTF8.self) }

  var isEmpty: Bool { rest.isEmpty }
}

/// SplitMix64: what a target leaves to chance, it draws from the input, so that an input always does the same.
struct FuzzDice: RandomNumberGenerator {
  private var state: UInt64

  /// FNV-1a of the bytes.
  init(_ bytes: some Sequence<UInt8>) {
    state = bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
