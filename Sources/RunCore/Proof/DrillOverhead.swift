internal import RecoveryPlanning
internal import RunbookModel

/// The time in which a drill did nothing but what an incident would not do (DESIGN.md section 1).
///
/// What begins and isn't over counts as running, also while it waits for a person or for another try.
struct DrillOverhead {
  private let stretches: [Range<Duration>]

  init(of state: RunState, at now: Moment) {
    guard state.plan.mode == .drill, state.plan.steps.contains(where: \.isDrillOnly) else {
      stretches = []
      return
    }
    var added: [Range<Duration>] = []
    var others: [Range<Duration>] = []
    for index in state.plan.steps.indices {
      let record = state.steps[index]
      guard let start = record.firstStarted?.elapsed else { continue }
      if state.plan.steps[index].isDrillOnly {
        added += record.attempts.compactMap { Self.stretch($0.started.elapsed, ($0.ended ?? now).elapsed) }
      } else if let stretch = Self.stretch(start, (record.ended ?? now).elapsed) {
        others.append(stretch)
      }
    }
    stretches = added.merged.subtracting(others.merged)
  }

  var total: Duration { stretches.total }

  /// How much of it lies between two moments.
  func time(from start: Moment, to end: Moment) -> Duration {
    stretches.reduce(.zero) { sum, stretch in
      let from = max(stretch.lowerBound, start.elapsed)
      let to = min(stretch.upperBound, end.elapsed)
      return from < to ? sum + (to - from) : sum
    }
  }

  private static func stretch(_ start: Duration, _ end: Duration) -> Range<Duration>? {
    start < end ? start..<end : nil
  }
}
