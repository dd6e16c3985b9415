internal import Foundation

/// The seeds of this test run.
enum SeedRange {
  /// `HALFHOUR_SIMULATIONS` says how many random runs there are, `HALFHOUR_SEED` where their seeds begin.
  static let count = number("HALFHOUR_SIMULATIONS") ?? 20_000
  static let first = number("HALFHOUR_SEED") ?? 1

  /// So small a share of the seeds; at least one.
  static func share(_ part: Int) -> Range<UInt64> {
    let first = UInt64(first)
    return first..<(first + UInt64(max(1, count / part)))
  }

  private static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }
}
