internal import RunbookModel

/// A time of a service that a person gave, in place of a measured one or beside it.
///
/// No word makes what was measured look better: of two times, the later acceptance and the older data count.
package struct SaidTime: Hashable, Sendable, Decodable {
  /// `accepted` or `data-from`.
  package var clock: RunClock
  package var time: WallTime
  package var by: Operator
  package var at: Moment
  /// What the steps say; nil where they say nothing, or not all that is needed.
  package var measured: WallTime?
  /// Whether the figures rest on it.
  package var counts: Bool

  init(_ word: ClockRecord, time: WallTime, measured: WallTime?, counts: Bool) {
    clock = word.stamp.clock
    self.time = time
    by = word.stamp.by
    at = word.at
    self.measured = measured
    self.counts = counts
  }

  /// Whether a person who reads a clock can have meant this time: the same minute, where no seconds were given.
  static func isMeant(_ measured: WallTime, by said: WallTime) -> Bool {
    let (difference, worst) = (measured - said, HostContact.worstOffset)
    return difference >= .zero - worst && (difference <= worst || said.isWholeMinute && difference < .seconds(60))
  }
}

extension SaidTime {
  /// What a reader of the verdict must know of a figure that rests on it; nil where a measured time counts.
  func condition(of service: ServiceName) -> String? {
    guard counts else { return nil }
    let said = time.text(fractionDigits: 0)
    switch (clock, measured?.text(fractionDigits: 0)) {
    case (.accepted, let measured?):
      return "\(service) counts as accepted at \(said), by the word of \(by); its step measured \(measured)"
    case (.dataFrom, let measured?):
      return "the data of \(service) count as from \(said), by the word of \(by); its steps say \(measured)"
    case (.dataFrom, nil):
      return
        "what was restored by hand of \(service) counts as from \(said), by the word of \(by); nothing measured it"
    default: return nil
    }
  }

  /// Both times and which one counts, as the list of deviations has it.
  func detail(of service: ServiceName) -> String? {
    guard let measured else { return nil }
    let what = clock == .accepted ? "acceptance" : "age of the data"
    let (said, seen) = (time.text(fractionDigits: 0), measured.text(fractionDigits: 0))
    return "\(what) of \(service): said \(said), measured \(seen); what was \(counts ? "said" : "measured") counts"
  }
}

extension WallTime {
  /// As people say times: without seconds.
  var isWholeMinute: Bool { nanoseconds % 60_000_000_000 == 0 }
}
