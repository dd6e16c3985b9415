/// When a transfer must end early.
struct TransferWatch: Sendable {
  /// In nanoseconds since boot; nil without a time-out.
  let deadline: Int64?
  let cancellation: Cancellation

  /// Why it must end now; nil while it may go on.
  var end: TransferFailure? {
    if cancellation.isCancelled { return .cancelled }
    if let deadline, ClockReading.now().boot >= deadline { return .timedOut }
    return nil
  }

  func check() throws(TransferFailure) {
    if let end { throw end }
  }

  /// How long a host may be silent: what is left of the time-out, or ten minutes.
  func patience(atMost limit: Duration) -> Duration {
    guard let deadline else { return limit }
    return min(limit, .nanoseconds(max(0, deadline - ClockReading.now().boot)))
  }
}
