internal import RunCore
internal import RunbookModel

/// The clocks of the simulated machine; `truth` is the time that only the simulation knows.
struct SimulatedClock {
  private(set) var truth: Duration = .zero
  private(set) var boot = 1
  /// How far the wall clock is ahead of the truth.
  private var wallError: Duration = .zero
  private var bootedAt: Duration = .seconds(-5_000)

  /// 2026-09-21T08:00:00Z.
  private static let beginning = WallTime(nanoseconds: 1_789_977_600_000_000_000)

  var now: Stamp {
    Stamp(wall: Self.beginning + truth + wallError, uptime: Uptime(nanoseconds: (truth - bootedAt).nanoseconds))
  }

  /// What another machine's clocks say: its own uptime, the true time of day.
  func elsewhere(uptimeAtStart: Duration) -> Stamp {
    Stamp(wall: Self.beginning + truth, uptime: Uptime(nanoseconds: (truth + uptimeAtStart).nanoseconds))
  }

  mutating func advance(to time: Duration) { truth = max(truth, time) }

  mutating func jump(by error: Duration) { wallError += error }

  mutating func reboot() {
    boot += 1
    bootedAt = truth - .seconds(20)
  }

  func truth(of uptime: Uptime) -> Duration { bootedAt + .nanoseconds(uptime.nanoseconds) }
}
