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
    stretches = Self.without(Self.joined(others), in: Self.joined(added))
  }

  var total: Duration { stretches.reduce(.zero) { $0 + ($1.upperBound - $1.lowerBound) } }

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

  /// In their order, none touching another.
  private static func joined(_ stretches: [Range<Duration>]) -> [Range<Duration>] {
    var result: [Range<Duration>] = []
    for stretch in stretches.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = result.last, stretch.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, stretch.upperBound)
      } else {
        result.append(stretch)
      }
    }
    return result
  }

  /// What is left of stretches when others, which are joined as well, are taken away.
  private static func without(_ others: [Range<Duration>], in stretches: [Range<Duration>]) -> [Range<Duration>] {
    var result: [Range<Duration>] = []
    var first = 0
    for stretch in stretches {
      var start = stretch.lowerBound
      while first < others.count, others[first].upperBound <= start { first += 1 }
      var next = first
      while next < others.count, others[next].lowerBound < stretch.upperBound {
        if others[next].lowerBound > start { result.append(start..<others[next].lowerBound) }
        start = max(start, others[next].upperBound)
        next += 1
      }
      if start < stretch.upperBound { result.append(start..<stretch.upperBound) }
    }
    return result
  }
}
