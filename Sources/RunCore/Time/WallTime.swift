internal import RunbookModel

/// A point of civil time, from 1677 to 2262, with the offset that the clock on the wall had.
package struct WallTime: Hashable, Sendable {
  /// Since 1970-01-01T00:00:00Z.
  package var nanoseconds: Int64
  /// Seconds east of UTC.
  package var offset: Int

  package init(nanoseconds: Int64, offset: Int = 0) {
    self.nanoseconds = nanoseconds
    self.offset = offset
  }

  /// A day at each end leaves room for the time on the wall.
  static let range = Int64.min + 86_400_000_000_000...Int64.max - 86_400_000_000_000

  /// Stops at the ends of the range.
  package static func + (time: WallTime, duration: Duration) -> WallTime {
    let sum = (.nanoseconds(time.nanoseconds) + duration).nanoseconds
    return WallTime(nanoseconds: min(max(sum, range.lowerBound), range.upperBound), offset: time.offset)
  }

  package static func - (time: WallTime, duration: Duration) -> WallTime { time + (.zero - duration) }

  package static func - (later: WallTime, earlier: WallTime) -> Duration {
    .nanoseconds(later.nanoseconds) - .nanoseconds(earlier.nanoseconds)
  }
}

extension WallTime: Comparable {
  package static func < (left: WallTime, right: WallTime) -> Bool { left.nanoseconds < right.nanoseconds }
}
