internal import RunbookModel

/// Ties a run's elapsed time to the uptime of one boot, so that durations never come from the wall clock within a boot.
struct TimeAnchor: Hashable, Sendable {
  var stamp: Stamp
  var elapsed: Duration

  /// Where a stamp of the same boot lies on the run's own time.
  func moment(of other: Stamp) -> Moment {
    Moment(wall: other.wall, elapsed: elapsed + (other.uptime - stamp.uptime))
  }

  /// Where a stamp of a later boot lies: only the wall clocks connect the two, and time never runs backwards.
  func momentAcrossBoots(of other: Stamp) -> Moment {
    Moment(wall: other.wall, elapsed: elapsed + max(.zero, other.wall - stamp.wall))
  }

  /// How far the wall clock moved against the uptime between two stamps of one boot.
  func wallClockJump(to other: Stamp) -> Duration {
    (other.wall - stamp.wall) - (other.uptime - stamp.uptime)
  }
}
