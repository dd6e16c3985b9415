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

  package static func + (time: WallTime, duration: Duration) -> WallTime {
    WallTime(nanoseconds: (.nanoseconds(time.nanoseconds) + duration).nanoseconds, offset: time.offset)
  }

  package static func - (time: WallTime, duration: Duration) -> WallTime { time + (.zero - duration) }

  package static func - (later: WallTime, earlier: WallTime) -> Duration {
    .nanoseconds(later.nanoseconds) - .nanoseconds(earlier.nanoseconds)
  }
}

extension WallTime: Comparable {
  package static func < (left: WallTime, right: WallTime) -> Bool { left.nanoseconds < right.nanoseconds }
}
