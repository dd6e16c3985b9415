/// The part of a whole whose median changed most in the direction in which the whole changed.
///
/// It names where to look first and is no proof of a cause: parts that run side by side do not add up to the whole, and
/// medians of parts don't add up to the median of the whole (R. Jain, "The Art of Computer Systems Performance
/// Analysis", Wiley 1991, section 12.4: of these indices only means are additive).
package struct PartShift<Part: Hashable & Comparable & Sendable>: Hashable, Sendable {
  package let part: Part
  package let before: Duration
  package let now: Duration

  package var difference: Duration { now - before }

  /// Nil where no part changed in that direction; of parts that changed alike the first is taken.
  ///
  /// A part that one side never had took no time there.
  package init?(from earlier: [Part: Distribution], to later: [Part: Distribution], slower: Bool) {
    let shifts = Set(earlier.keys).union(later.keys).sorted().map { part in
      (part: part, before: earlier[part]?.median ?? .zero, now: later[part]?.median ?? .zero)
    }
    func size(_ shift: (part: Part, before: Duration, now: Duration)) -> Duration {
      slower ? shift.now - shift.before : shift.before - shift.now
    }
    var largest: (part: Part, before: Duration, now: Duration)?
    for shift in shifts where size(shift) > (largest.map(size) ?? .zero) { largest = shift }
    guard let largest else { return nil }
    part = largest.part
    before = largest.before
    now = largest.now
  }
}
