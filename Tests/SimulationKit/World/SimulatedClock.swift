internal import RunCore
internal import RunbookModel

/// The clocks of the simulated machine; `truth` is the time that only the simulation knows.
struct SimulatedClock {
  private(set) var truth: Duration = .zero
  private(set) var boot = 1
  private var jumps: Duration = .zero
  private var bootedAt: Duration = .seconds(-5_000)
  /// From when to when both clocks stand still; they catch up afterwards.
  private var standstill: ClosedRange<Duration>?
  /// From when to when the clock on the wall stands still; it stays behind afterwards.
  private var stoppedWall: ClosedRange<Duration>?

  /// 2026-09-21T08:00:00Z.
  private static let beginning = WallTime(nanoseconds: 1_789_977_600_000_000_000)

  /// The time that the machine believes it is, but for the wall clock's errors.
  var seen: Duration {
    if let standstill, standstill.contains(truth) { standstill.lowerBound } else { truth }
  }

  /// How far the wall clock is ahead of the machine's own.
  var wallError: Duration {
    guard let stoppedWall else { return jumps }
    return jumps - max(.zero, min(seen, stoppedWall.upperBound) - stoppedWall.lowerBound)
  }

  var now: Stamp {
    Stamp(wall: Self.beginning + seen + wallError, uptime: Uptime(nanoseconds: (seen - bootedAt).nanoseconds))
  }

  /// What another machine saw at this time, told by this machine's clocks as well as the difference could be measured.
  func converted(_ time: Duration, error: Duration) -> Stamp {
    Stamp(
      wall: Self.beginning + time + wallError + error,
      uptime: Uptime(nanoseconds: (time - bootedAt + error).nanoseconds))
  }

  mutating func advance(to time: Duration) { truth = max(truth, time) }

  mutating func jump(by error: Duration) { jumps += error }

  mutating func standStill(for duration: Duration) { standstill = truth...(truth + duration) }

  mutating func stopWall(for duration: Duration) {
    jumps = wallError
    stoppedWall = seen...(seen + duration)
  }

  mutating func reboot() {
    boot += 1
    jumps = wallError
    standstill = nil
    stoppedWall = nil
    bootedAt = truth - .seconds(20)
  }

  /// When this uptime will have come, on the clock of the present boot.
  func truth(of uptime: Uptime) -> Duration {
    let time = max(truth, bootedAt + .nanoseconds(uptime.nanoseconds))
    guard let standstill, standstill.contains(time), now.uptime < uptime else { return time }
    return standstill.upperBound + .nanoseconds(1)
  }
}
