internal import RunCore
internal import RunbookModel

/// The steps whose time differs from that in the last run that can be compared with this one.
struct StepChanges {
  struct Change {
    var step: StepSummary
    var then: Duration
    var now: Duration
  }

  /// Nil where there is nothing to compare with.
  let base: EarlierRun?
  /// What changed most comes first; of those that changed as much, the first in the plan.
  let changes: [Change]

  init(summary: RunSummary, earlier: [EarlierRun]) {
    let times = summary.steps.compactMap { step -> (step: StepSummary, took: Duration)? in
      guard step.proof == nil, step.status == .passed, let took = step.duration else { return nil }
      return (step, took)
    }
    // A run that broke off early tells of its first steps alone.
    let base =
      earlier.first { run in times.count { run.steps[$0.step.id] != nil } * 2 >= times.count } ?? earlier.first
    let changed = times.enumerated().compactMap { place, timed -> (place: Int, change: Change)? in
      guard let then = base?.steps[timed.step.id], ComparisonTable.isSeen(timed.took - then, of: then) else {
        return nil
      }
      return (place, Change(step: timed.step, then: then, now: timed.took))
    }
    self.base = base
    changes = changed.sorted { left, right in
      let (one, other) = (left.change.difference.magnitude, right.change.difference.magnitude)
      return one == other ? left.place < right.place : one > other
    }.map(\.change)
  }
}

extension StepChanges.Change {
  var difference: Duration { now - then }
}
