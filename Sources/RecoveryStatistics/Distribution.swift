/// Measured times of one thing, in order of length.
package struct Distribution: Hashable, Sendable {
  package let times: [Duration]

  package init(_ times: some Sequence<Duration>) { self.times = times.sorted() }

  /// The shortest; nil where nothing was measured.
  package var best: Duration? { times.first }

  /// The longest; nil where nothing was measured.
  package var worst: Duration? { times.last }

  /// The middle one, or half way between the two in the middle; nil where nothing was measured.
  package var median: Duration? { quantile(0.5) }

  /// Below which this share of the times lies; nil where nothing was measured or the share isn't within 0 and 1.
  ///
  /// Between two times it is reckoned in proportion (R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical
  /// Packages", The American Statistician 50(4), 1996, definition 7).
  package func quantile(_ share: Double) -> Duration? {
    guard let last = times.indices.last, (0...1).contains(share) else { return nil }
    let place = share * Double(last)
    let below = Int(place)
    guard below < last else { return times[last] }
    return times[below] + (times[below + 1] - times[below]) * (place - Double(below))
  }
}
