import Glibc

/// One moment on two clocks: the wall's, and the one that counts suspend and never jumps.
package struct ClockReading: Hashable, Sendable {
  /// Nanoseconds since 1970 in UTC.
  package let wall: Int64
  /// Nanoseconds since this machine was booted, suspend included.
  package let boot: Int64

  package init(wall: Int64, boot: Int64) {
    self.wall = wall
    self.boot = boot
  }

  package static func now() -> ClockReading {
    ClockReading(wall: nanoseconds(of: CLOCK_REALTIME), boot: nanoseconds(of: CLOCK_BOOTTIME))
  }

  private static func nanoseconds(of clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
