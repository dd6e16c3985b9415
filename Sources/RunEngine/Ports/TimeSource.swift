package import RunCore

/// The clocks of the machine.
package protocol TimeSource: Sendable {
  func now() -> Stamp
  /// How long the machine has slept since it was booted.
  func timeAsleep() -> Duration
  /// Returns when this uptime has come, or when its task is cancelled.
  func sleep(until uptime: Uptime) async
}
