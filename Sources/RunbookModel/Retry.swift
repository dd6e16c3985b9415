/// How a step is tried again; allowed only where a second try can do no harm.
package struct Retry: Hashable, Sendable, Decodable {
  /// The number of tries in all, the first included.
  package var attempts: Int
  @DurationText package var delay: Duration
  /// What the delay is multiplied with after each further try.
  package var backoff: Double
  /// A command that makes the ground clean before another try.
  package var reset: SourceText?

  package init(attempts: Int, delay: Duration = .seconds(1), backoff: Double = 1, reset: SourceText? = nil) {
    self.attempts = attempts
    _delay = DurationText(wrappedValue: delay)
    self.backoff = backoff
    self.reset = reset
  }

  /// The longest delay between two tries, whatever the backoff.
  package static let longestDelay = Duration.seconds(3_600)

  /// The delay before the try with this number, counted from 2.
  package func delay(beforeAttempt attempt: Int) -> Duration {
    var result = delay
    for _ in 2..<max(2, attempt) {
      result = result * backoff
      if result >= Self.longestDelay { return Self.longestDelay }
    }
    return result
  }
}

/// How long a check is asked again until it holds.
package struct Polling: Hashable, Sendable, Decodable {
  @DurationText package var within: Duration
  @DurationText package var every: Duration

  package init(within: Duration, every: Duration = .seconds(2)) {
    _within = DurationText(wrappedValue: within)
    _every = DurationText(wrappedValue: every)
  }
}
