internal import Foundation

/// The seeds of this test run, in slices that run side by side.
enum SeedRange {
  /// `HALFHOUR_SIMULATIONS` says how many random runs there are, `HALFHOUR_SEED` where their seeds begin.
  static let count = number("HALFHOUR_SIMULATIONS") ?? 2_000
  static let first = number("HALFHOUR_SEED") ?? 1

  /// So many slices of a share of the seeds; each has at least one.
  static func slices(share: Int) -> [Range<UInt64>] {
    let width = UInt64(max(1, count / share / 20))
    return (0..<20).map { slice in
      let start = UInt64(first) + UInt64(slice) * width
      return start..<(start + width)
    }
  }

  private static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }
}
