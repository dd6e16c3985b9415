internal import RecoveryPlanning
internal import RunbookModel

/// The chain of steps that the end of a recovery waited for: each could begin when the one before it was over.
///
/// It is the critical path as it was measured; the plan's is reckoned from budgets, which many steps don't have.
struct MeasuredPath {
  private(set) var steps: Set<StepID> = []

  /// Followed from the last step before cleanup to end, back over whatever ended last of what each step needed.
  init(of state: RunState) {
    var next = state.plan.steps.indices.filter { place in
      let planned = state.plan.steps[place]
      return planned.step.phase < .cleanup && !planned.isDrillOnly && state.steps[place].firstStarted != nil
    }
    while let place = Self.last(of: next, in: state) {
      let planned = state.plan.steps[place]
      // One that was left out on the way took no time, and what it needed counts in its place.
      if !planned.isDrillOnly, state.steps[place].firstStarted != nil { steps.insert(planned.id) }
      next = planned.needs.compactMap { state.graph.index(of: $0.step) }
    }
  }

  /// Of those that ended at the same time, the first of the plan.
  private static func last(of places: [Int], in state: RunState) -> Int? {
    places.filter { state.steps[$0].ended != nil }.max { one, other in
      let (left, right) = (state.steps[one].ended?.elapsed ?? .zero, state.steps[other].ended?.elapsed ?? .zero)
      return left == right ? one > other : left < right
    }
  }
}
