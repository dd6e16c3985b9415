/// How the times of one period stand to those of the period before it, by their medians.
///
/// The median, because one drill that went wrong must not make a trend: half of the times may be anything before it
/// follows them (P. J. Rousseeuw and C. Croux, "Alternatives to the Median Absolute Deviation", Journal of the American
/// Statistical Association 88(424), 1993, on its breakdown point of 50 percent). It is a comparison of two numbers and
/// no test: with so few drills as a company has, none would find anything significant.
package struct Trend: Hashable, Sendable {
  package enum Direction: String, Hashable, Sendable {
    case faster, slower
    /// The difference is smaller than what one drill differs from the next.
    case steady
  }

  /// Below so many times on either side there is nothing to compare.
  package static let fewest = 2

  /// Differences below one in twenty are not called a change; a choice of ours, not a finding.
  package static let leastChange = 0.05

  package let before: Duration
  package let now: Duration

  /// Nil with fewer than two times on either side, or where those before took no time at all.
  package init?(from earlier: Distribution, to later: Distribution) {
    guard min(earlier.times.count, later.times.count) >= Self.fewest, let before = earlier.median,
      let now = later.median, before > .zero
    else { return nil }
    self.before = before
    self.now = now
  }

  /// The relative change of the median, (now − before) ÷ before: 0.12 is twelve percent slower.
  package var change: Double { (now - before) / before }

  package var direction: Direction {
    if abs(change) < Self.leastChange { return .steady }
    return change > 0 ? .slower : .faster
  }
}
