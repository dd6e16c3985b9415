package import RunbookModel

/// Both clocks at one instant: the one on the wall, and the machine's own, which nobody sets and which counts suspend.
package struct Stamp: Hashable, Sendable, Decodable {
  package var wall: WallTime
  package var uptime: Uptime

  package init(wall: WallTime, uptime: Uptime) {
    self.wall = wall
    self.uptime = uptime
  }
}

/// Time since the machine was booted, suspend included; comparable only within one boot.
package struct Uptime: Hashable, Sendable {
  package var nanoseconds: Int64

  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// Stops at the ends of the range.
  package static func + (uptime: Uptime, duration: Duration) -> Uptime {
    Uptime(nanoseconds: (.nanoseconds(uptime.nanoseconds) + duration).nanoseconds)
  }

  package static func - (later: Uptime, earlier: Uptime) -> Duration {
    .nanoseconds(later.nanoseconds) - .nanoseconds(earlier.nanoseconds)
  }
}

extension Uptime: Comparable {
  package static func < (left: Uptime, right: Uptime) -> Bool { left.nanoseconds < right.nanoseconds }
}

extension Uptime {
  var text: String {
    let fraction = String(nanoseconds % 1_000_000_000 + 1_000_000_000).dropFirst()
    return "\(nanoseconds / 1_000_000_000).\(fraction)"
  }
}

extension Uptime: Decodable {
  /// Seconds with nine digits behind the point, as text, because many readers of JSON round numbers.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    let parts = text.split(separator: ".")
    guard parts.count == 2, parts[1].count == 9, let seconds = Int64(parts[0]), let rest = Int64(parts[1]),
      seconds >= 0, rest >= 0, seconds < Int64.max / 1_000_000_000 - 1
    else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is not an uptime")
    }
    nanoseconds = seconds * 1_000_000_000 + rest
  }
}

/// A point of a run: what the wall clock said, and how long the run had been going, whatever the wall clock did since.
package struct Moment: Hashable, Sendable, Decodable {
  package var wall: WallTime
  /// Since the run was opened; negative for a job's clock that was read before.
  @DurationText package var elapsed: Duration

  package init(wall: WallTime, elapsed: Duration) {
    self.wall = wall
    _elapsed = DurationText(wrappedValue: elapsed)
  }
}
