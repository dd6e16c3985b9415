internal import RecoveryStatistics
internal import RunCore
internal import RunbookModel

/// Where dates and recovery times lie in a small chart.
struct TrendScale {
  static let width = 360.0
  static let height = 186.0
  static let left = 62.0
  static let right = 346.0
  static let top = 38.0
  static let bottom = 160.0

  let first: WallTime
  let last: WallTime
  /// The time at the upper edge.
  let reach: Duration
  /// Whether the target lies so far above what was measured that it would flatten it.
  let targetIsAbove: Bool

  /// The dates are those of the points where nothing else is asked for.
  init(_ points: [TrendPoint], target: Duration?, dates: ClosedRange<WallTime>?) {
    first = dates?.lowerBound ?? points.first?.at ?? WallTime(nanoseconds: 0)
    last = dates?.upperBound ?? points.last?.at ?? first
    let times = Distribution(points.compactMap { $0.time.map { max(.zero, $0) } }).times
    let middle = times.isEmpty ? Duration.zero : times[(times.count - 1) / 2]
    let usual = max(middle, .milliseconds(10))
    targetIsAbove = target.map { !times.isEmpty && $0 > max(usual * 8, (times.last ?? .zero) * 3) } ?? false
    let aim = targetIsAbove ? Duration.zero : target ?? .zero
    // One drill that took a week must not make lines of all the others.
    let far = max(usual, aim) * 4
    reach = max(times.last { $0 <= far } ?? usual, aim, .milliseconds(10)) * 1.12
  }

  func x(_ time: WallTime) -> Double {
    let span = last - first
    guard span > .zero else { return (Self.left + Self.right) / 2 }
    let share = max(0, min(1, (time - first) / span))
    return Self.left + 8 + share * (Self.right - Self.left - 16)
  }

  func y(_ time: Duration) -> Double {
    Self.bottom - max(0, min(1, time / reach)) * (Self.bottom - Self.top)
  }

  func isAbove(_ time: Duration) -> Bool { time > reach }
}
