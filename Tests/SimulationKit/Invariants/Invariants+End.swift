internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// DESIGN.md section 3, items 4, 11 and 13, as they stand when a run is over.
extension Simulation {
  func requireHonestEnd(_ ending: RunEnding, _ state: RunState) {
    requireNoOrphan()
    requireBoundedRetries(state)
    requireNothingOpen(state)
    requireAmendments(state)
    requireHonestVerdict(ending, state)
    requireAnswersHold(state)
  }

  private func requireNothingOpen(_ state: RunState) {
    for record in state.steps {
      switch record.state {
      case .finished(.cancelled) where state.stop == nil:
        violate("only a stop cancels", "a step is cancelled, and nobody stopped the run")
      case .waiting, .finished: break
      case .running, .backingOff, .asking: violate("nothing after the end", "a step is \(record.state) at the end")
      }
    }
    if state.stop == nil, state.prompts.contains(where: { $0.answer?.choice == .stop }) {
      violate("a person's word holds", "somebody said stop, and the run ended without one")
    }
  }

  /// What people changed is told with who and why, and nothing is told that nobody said.
  private func requireAmendments(_ state: RunState) {
    let deviations = RunSummary(of: state).deviations
    for case (let prompt, let answer?) in state.prompts.map({ ($0.prompt, $0.answer) }) where answer.choice != .stop {
      // One word about a host is told once, whichever step it was asked for.
      guard let ordinary = Self.kind(of: answer.choice), prompt.terms == nil || answer.choice != .done else { continue }
      let kind = prompt.subject == .hostMarker && answer.choice == .confirm ? .takenOver : ordinary
      let isTold = deviations.contains {
        ($0.step == prompt.step || answer.choice == .confirm) && $0.by == answer.by && $0.reason == answer.reason
          && $0.kind == kind
      }
      if !isTold { violate("amendments", "that \(prompt.step) was \(answer.choice) on a person's word isn't told") }
    }
    for record in state.stops {
      guard case .operator(let person) = record.request.cause else { continue }
      if !deviations.contains(where: { $0.kind == .stopped && $0.by == person }) {
        violate("amendments", "that \(person) stopped the run isn't told")
      }
    }
    for (step, record) in zip(plan.steps, state.steps) {
      let words = state.prompts.filter { $0.prompt.step == step.id && $0.prompt.subject != .cleanup }
        .compactMap(\.answer?.choice)
      let last = state.prompts.last { $0.prompt.step == step.id && $0.prompt.subject != .cleanup }
      let isSkippedBySilence = last?.hasExpired == true && last?.prompt.terms?.onTimeout == .skip
      if record.outcome == .byHand && words.last != .done
        || record.outcome == .skipped && words.last != .skip && !isSkippedBySilence
      {
        violate("amendments", "\(step.id) is \(record.state), and nobody said so")
      }
    }
  }

  /// Nil for what is no deviation.
  private static func kind(of choice: Choice) -> Deviation.Kind? {
    switch choice {
    case .rerun: .rerun
    case .done: .byHand
    case .skip: .skipped
    case .stop: .stopped
    case .confirm: .keyConfirmed
    case .amend, .approve, .reject, .decide, .cleanUp: nil
    }
  }

  /// Once the journal can be written, nothing that happened is missing from it.
  func requireWholeJournal() {
    guard let state = driver?.machine.state, !isRefusing, violation == nil, crash == nil else { return }
    if journal.lastSequence != state.lastSequence {
      violate("bookkeeping", "\(state.lastSequence - journal.lastSequence) entries never reached the journal")
    }
  }

  /// A drill cleans up after whatever happened, unless a person said otherwise.
  func requireCleanEnd() {
    guard let state = driver?.machine.state else { return }
    guard plan.mode == .drill, state.stop?.leavesCleanup != true else { return }
    for (step, record) in zip(plan.steps, state.steps) where step.step.phase == .cleanup {
      switch record.outcome {
      case nil: violate("cleanup runs", "\(step.id) is \(record.state) at the end of a drill")
      // Somebody may say stop to the very question that a step of cleanup asks.
      case .cancelled where record.words.last?.choice == .stop: break
      case .cancelled: violate("cleanup runs", "\(step.id) was cancelled, and nobody said to leave it")
      case .excluded where record.exclusion?.hasPrefix("nothing to clean up") == true:
        requireNothingToCleanUp(step, state)
      default: break
      }
    }
  }

  private func requireNothingToCleanUp(_ step: PlannedStep, _ state: RunState) {
    let used = step.needs.filter(\.usesOutputs).map(\.step)
    if !used.isEmpty, used.allSatisfy({ id in begun.contains { $0.step == id && $0.purpose == .work } }) {
      violate("cleanup runs", "\(step.id) is left out, and what it cleans up after ran")
    }
  }
}
