internal import Glibc
internal import RunCore
internal import RunEngine
internal import StepExecutors

/// The clocks of this machine.
struct SystemClock: TimeSource {
  func now() -> Stamp {
    var wall = timespec()
    clock_gettime(CLOCK_REALTIME, &wall)
    return Stamp(
      wall: WallTime(local: Self.nanoseconds(wall)), uptime: Uptime(nanoseconds: Self.read(CLOCK_BOOTTIME)))
  }

  /// What counts suspend less what doesn't.
  func timeAsleep() -> Duration { .nanoseconds(Self.read(CLOCK_BOOTTIME) - Self.read(CLOCK_MONOTONIC)) }

  func sleep(until uptime: Uptime) async {
    let rest = uptime - now().uptime
    guard rest > .zero else { return }
    // The only error is the cancellation of the task, which the caller asks for by itself.
    try? await Task.sleep(for: rest)
  }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return nanoseconds(time)
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
