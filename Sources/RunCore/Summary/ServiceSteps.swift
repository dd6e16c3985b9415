internal import RecoveryPlanning
internal import RunbookModel

/// The steps of one service's runbook.
struct ServiceSteps {
  let state: RunState
  let indices: [Int]

  var restoresData: Bool {
    indices.contains { state.plan.steps[$0].step.phase == .restore && state.plan.steps[$0].excluded == nil }
  }

  /// When the last step of these phases was over; nil while one is open, after a failure, or where there is none.
  func end(of phases: Set<Phase>) -> Moment? {
    let chosen = indices.filter { phases.contains(state.plan.steps[$0].step.phase) && !isExcluded($0) }
    guard chosen.allSatisfy(isOverWell) else { return nil }
    return chosen.compactMap { state.steps[$0].ended }.max { $0.elapsed < $1.elapsed }
  }

  /// T5: the restore phase is over well, and something of it was done.
  var endOfRestoring: Moment? {
    let isDone = indices.contains { index in
      guard state.plan.steps[index].step.phase == .restore else { return false }
      return [.passed, .alreadyDone, .byHand].contains(state.steps[index].outcome)
    }
    return isDone ? end(of: [.restore]) : nil
  }

  /// Of the oldest data that its steps say they restored.
  var oldestPoint: WallTime? { indices.compactMap { state.steps[$0].recoveryPoint }.min() }

  /// A step that was to say from when its data are was done by hand, so that nobody knows.
  var lacksPoint: Bool {
    indices.contains {
      state.plan.steps[$0].step.recoveryPoint != nil && state.steps[$0].outcome == .byHand
        && state.steps[$0].recoveryPoint == nil
    }
  }

  /// T7: nobody left an accept step out, and no approval was given by anybody but those who are asked for it.
  var acceptance: Moment? {
    let isWhole = indices.filter { state.plan.steps[$0].step.phase == .accept && !isExcluded($0) }.allSatisfy { index in
      switch state.steps[index].outcome {
      case .passed, .alreadyDone: true
      case .byHand: state.plan.steps[index].step.kindWord != .approve
      case .skipped, .excluded, .failed, .cancelled, nil: false
      }
    }
    return isWhole ? end(of: [.accept]) : nil
  }

  /// Checks that are to prove the service.
  private var checks: [Int] {
    indices.filter { index in
      let step = state.plan.steps[index].step
      return step.isCheck && state.plan.steps[index].healthOf == nil && !isExcluded(index)
        && (step.phase == .verify || step.phase == .cutover)
    }
  }

  /// Whether there are checks, and each was left out or vouched for.
  var provesNothing: Bool {
    let checks = self.checks
    return !checks.isEmpty
      && checks.allSatisfy { state.steps[$0].outcome == .skipped || state.steps[$0].outcome == .byHand }
  }

  /// T6: all of verify and cutover is over well, at least one check held, and this was the end of the last one.
  ///
  /// A check that somebody left out or vouched for ends when that was said, so that no word makes T6 earlier.
  func endOfChecks(by rules: JudgementRules) -> Moment? {
    guard end(of: [.verify, .cutover]) != nil else { return nil }
    let held = checks.filter { state.steps[$0].outcome == .passed }
    guard !held.isEmpty else { return nil }
    let over = rules == .first ? held : checks.filter { state.steps[$0].outcome != .alreadyDone }
    return over.compactMap { state.steps[$0].ended }.max { $0.elapsed < $1.elapsed }
  }

  private func isExcluded(_ index: Int) -> Bool { state.steps[index].outcome == .excluded }

  private func isOverWell(_ index: Int) -> Bool {
    switch state.steps[index].outcome {
    case .passed, .alreadyDone, .byHand, .skipped, .excluded: true
    case .failed, .cancelled, nil: false
    }
  }
}
