/// What a service's recovery is measured against: the time until it is back, and the age of its data.
package struct Target: Hashable, Sendable, Codable {
  /// Where the recovery time begins to count.
  package enum Clock: String, CaseIterable, Sendable, Codable { case disruption, declared, started }
  /// Where the recovery time ends; the other end is shown beside it.
  package enum End: String, CaseIterable, Sendable, Codable { case verified, accepted }

  /// Recovery time objective.
  @DurationText package var rto: Duration
  /// Recovery point objective; without it the age of the data is shown but not judged.
  @OptionalDurationText package var rpo: Duration?
  package var clock: Clock
  package var until: End

  package init(rto: Duration, rpo: Duration? = nil, clock: Clock = .disruption, until: End = .verified) {
    _rto = DurationText(wrappedValue: rto)
    _rpo = OptionalDurationText(wrappedValue: rpo)
    self.clock = clock
    self.until = until
  }

  /// What holds where the site says nothing: thirty minutes from the disruption to the last check.
  package static let standard = Target(rto: .seconds(30 * 60))
}

/// The time that people need before a run starts, added to what a drill measures.
package struct Allowances: Hashable, Sendable, Codable {
  @DurationText package var detect: Duration
  @DurationText package var decide: Duration
  @DurationText package var mobilise: Duration

  package init(detect: Duration, decide: Duration, mobilise: Duration) {
    _detect = DurationText(wrappedValue: detect)
    _decide = DurationText(wrappedValue: decide)
    _mobilise = DurationText(wrappedValue: mobilise)
  }

  package var total: Duration { detect + decide + mobilise }
}
