internal import RecoveryPlanning
package import RunbookModel

/// Where a run that was over was taken up again.
struct ReopenedAt: Hashable, Sendable {
  var purpose: Reopening.Purpose
  /// How many of the run's stops and questions are older.
  var stops: Int
  var prompts: Int
}

extension RunState {
  /// Whether a run that was over is being cleaned up or taken back.
  package var isReopened: Bool { reopened != nil && ending == nil }

  /// Whether the step may run now, as far as a reopening has a say in it.
  func isOpen(_ index: Int) -> Bool {
    guard let reopened else { return true }
    switch reopened.purpose {
    case .cleanup: return plan.steps[index].step.phase == .cleanup && plan.steps[index].undoes == nil
    case .undo: return plan.steps[index].undoes != nil
    }
  }

  /// Whether a person said this of the run as it is taken up now.
  func isRecent(_ answer: PromptAnswer) -> Bool { answer.prompt > reopened?.prompts ?? 0 }

  /// Why a run can't be taken up again; nil where it can.
  package func objection(to reopening: Reopening) -> String? {
    guard ending != nil else { return "the run is not over" }
    switch reopening.purpose {
    case .cleanup: return leftOver.isEmpty ? "nothing is left over: there is nothing to clean up" : nil
    case .undo: return undoable.isEmpty ? "nothing of the run can be taken back" : nil
    }
  }

  /// The steps of cleanup that did not succeed or never ran, so that what they take away may still be there.
  package var leftOver: [StepID] { leftOverPlaces.map { plan.steps[$0].id } }

  private var leftOverPlaces: [Int] {
    graph.cleanups.filter { index in
      switch steps[index].outcome {
      case .failed, .cancelled, nil: true
      case .passed, .alreadyDone, .excluded, .skipped, .byHand: false
      }
    }
  }

  /// The steps that can be taken back and have not been, the latest first.
  package var undoable: [StepID] { undoablePlaces.map { plan.steps[$0.step].id } }

  /// The step that takes this one back.
  package func undoStep(of step: StepID) -> StepID? {
    graph.index(of: step).flatMap { graph.undoing[$0] }.map { plan.steps[$0].id }
  }

  private var undoablePlaces: [(step: Int, undo: Int)] {
    graph.undoing.filter { step, undo in
      let isDone = steps[step].outcome == .passed || steps[step].outcome == .byHand
      return isDone && steps[undo].outcome != .passed && steps[undo].outcome != .byHand
    }.map { (step: $0.key, undo: $0.value) }.sorted { isLater($0.step, than: $1.step) }
  }

  private func isLater(_ left: Int, than right: Int) -> Bool {
    let (first, second) = (steps[left].ended?.elapsed ?? .zero, steps[right].ended?.elapsed ?? .zero)
    return first == second ? left > right : first > second
  }

  /// The steps that a run which was taken up again can start now; steps are taken back one after the other.
  var startableAgain: [Int] {
    guard let reopened, stop == nil else { return [] }
    switch reopened.purpose {
    case .cleanup:
      return graph.cleanups.filter { index in
        steps[index].state == .waiting
          && plan.steps[index].needs.allSatisfy { need in
            graph.index(of: need.step).map { !isOpen($0) || steps[$0].outcome != nil } ?? true
          }
      }
    case .undo:
      let open = graph.undoing.filter { steps[$0.value].outcome == nil }
      guard open.allSatisfy({ steps[$0.value].state == .waiting }) else { return [] }
      return open.min { isLater($0.key, than: $1.key) }.map { [$0.value] } ?? []
    }
  }

  mutating func applyReopening(_ reopening: Reopening, at moment: Moment) throws(Contradiction) {
    if let objection = objection(to: reopening) { throw Contradiction(objection) }
    let chosen = reopening.purpose == .cleanup ? leftOverPlaces : undoablePlaces.map(\.undo)
    reopenings.append(Dated(reopening, at: moment))
    reopened = ReopenedAt(purpose: reopening.purpose, stops: stops.count, prompts: prompts.count)
    ending = nil
    for index in chosen { takeUpAgain(index) }
  }

  private mutating func takeUpAgain(_ index: Int) {
    steps[index].tries = 0
    steps[index].restarts = 0
    steps[index].ended = nil
    steps[index].exclusion = nil
    guard steps[index].outcome != nil else { return }
    steps[index].state = .waiting
    unfinished += 1
    for dependent in graph.dependents[index] { unmetNeeds[dependent] += 1 }
  }
}
