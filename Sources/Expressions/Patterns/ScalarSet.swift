/// A set of Unicode scalars that answers fast for ASCII.
struct ScalarSet: Hashable, Sendable {
  private(set) var ranges: [ClosedRange<UInt32>] = []
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private var isNegated = false
  private var ignoresCase = false

  init(_ ranges: [ClosedRange<UInt32>], negated: Bool = false, ignoringCase: Bool = false) {
    self.ranges = ranges
    isNegated = negated
    ignoresCase = ignoringCase
    for value in UInt32(0)..<128 where contains(slowly: value) {
      if value < 64 { low |= 1 << UInt64(value) } else { high |= 1 << UInt64(value - 64) }
    }
  }

  func contains(_ value: UInt32) -> Bool {
    if value < 64 { return low & (1 << UInt64(value)) != 0 }
    if value < 128 { return high & (1 << UInt64(value - 64)) != 0 }
    return contains(slowly: value)
  }

  private func contains(slowly value: UInt32) -> Bool {
    var found = ranges.contains { $0.contains(value) }
    if !found, ignoresCase {
      found = Self.otherCases(of: value).contains { other in ranges.contains { $0.contains(other) } }
    }
    return found != isNegated
  }

  private static func otherCases(of value: UInt32) -> [UInt32] {
    guard let properties = Unicode.Scalar(value)?.properties else { return [] }
    return [properties.lowercaseMapping, properties.uppercaseMapping].compactMap { mapping in
      mapping.unicodeScalars.count == 1 ? mapping.unicodeScalars.first?.value : nil
    }
  }

  static let digit: [ClosedRange<UInt32>] = [48...57]
  static let upper: [ClosedRange<UInt32>] = [65...90]
  static let lower: [ClosedRange<UInt32>] = [97...122]
  static let alpha = upper + lower
  static let word = digit + alpha + [95...95]
  static let space: [ClosedRange<UInt32>] = [9...13, 32...32]
  static let everything: [ClosedRange<UInt32>] = [0...0x10FFFF]

  /// The POSIX classes that may stand in brackets: `[[:alpha:]]`.
  static let named: [String: [ClosedRange<UInt32>]] = [
    "alpha": alpha, "digit": digit, "alnum": digit + alpha, "upper": upper, "lower": lower, "space": space,
    "blank": [9...9, 32...32], "xdigit": digit + [65...70, 97...102], "punct": [33...47, 58...64, 91...96, 123...126],
  ]

  /// The ranges that are not in these.
  static func complement(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
      next = max(next, range.upperBound + 1)
    }
    if next <= 0x10FFFF { result.append(next...0x10FFFF) }
    return result
  }
}
