internal import RunbookModel

/// When the simulated journal does not do as it is told; writes are counted over the whole run.
struct JournalFaults {
  /// It refuses from then on for this long, which may be for ever.
  var refusals: [ClosedRange<Duration>] = []
  var refused: Set<Int> = []
  /// These land, and the caller hears of a time-out: as the engine can't know better, it counts them as refused.
  var lied: Set<Int> = []
  var stalled: [Int: Duration] = [:]
  /// How often a write has failed so far.
  var failures = 0

  static let forEver = Duration.seconds(10_000_000)

  func refuse(_ write: Int, at time: Duration) -> Bool {
    refused.contains(write) || refusals.contains { $0.contains(time) }
  }
}
