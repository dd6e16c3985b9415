internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// DESIGN.md section 3, item 1: intent before act, and the state is the fold of the journal.
extension Simulation {
  /// What a run may do although its journal can't be written: all in an incident, cleaning up in a drill.
  private func isExcused(_ attempt: AttemptID) -> Bool {
    guard let state = driver?.machine.state, state.bookkeepingLost else { return false }
    return plan.mode == .incident || state.plan.steps.contains { $0.id == attempt.step && $0.step.phase == .cleanup }
  }

  func requireDurableIntent(_ attempt: AttemptID) {
    guard !isExcused(attempt) else { return }
    guard durable[attempt.step]?.state == .running(attempt) else {
      return violate("intent before act", "\(attempt) starts, and the durable journal doesn't say so")
    }
  }

  func requireSatisfiedNeeds(_ attempt: AttemptID) {
    guard let index = plan.steps.firstIndex(where: { $0.id == attempt.step }), let state = driver?.machine.state
    else { return violate("known steps", "\(attempt) belongs to no step") }
    let planned = plan.steps[index]
    guard state.ending == nil else { return violate("nothing after the end", "\(attempt) starts") }
    let isCleaningUp = planned.step.phase == .cleanup && state.stop != nil
    if let stop = state.stop, !isCleaningUp || stop.leavesCleanup || plan.mode == .incident,
      durable.stop == stop, attempt.number > (durable[attempt.step]?.attempts.count ?? 0)
    {
      return violate("nothing starts in a run that stops", "\(attempt) starts")
    }
    requireNothingFatal(before: attempt, index)
    for need in planned.needs {
      requireNeed(need, of: attempt, isCleaningUp: isCleaningUp)
    }
    for gate in scenario.gates[index] where durableOutcome(of: plan.steps[gate].id, for: attempt) == nil {
      if !isCleaningUp { violate("gates", "\(attempt) passes the gate \(plan.steps[gate].id)") }
    }
  }

  private func requireNeed(_ need: PlannedNeed, of attempt: AttemptID, isCleaningUp: Bool) {
    let isCleanup = plan.steps.contains { $0.id == need.step && $0.step.phase == .cleanup }
    guard let outcome = durableOutcome(of: need.step, for: attempt) else {
      if !isCleaningUp || isCleanup {
        violate("outcome before what needs it", "\(attempt) starts, \(need.step) has no durable outcome")
      }
      if case .running = driver?.machine.state[need.step]?.state {
        violate("cleanup comes last", "\(attempt) starts beside \(need.step), which it cleans up after")
      }
      return
    }
    let hasOutputs = [.passed, .alreadyDone, .byHand, .excluded].contains(outcome)
    if need.usesOutputs && !hasOutputs {
      violate("needs", "\(attempt) starts and uses outputs of \(need.step), which is \(outcome)")
    }
  }

  private func durableOutcome(of step: StepID, for attempt: AttemptID) -> Outcome? {
    (isExcused(attempt) ? driver?.machine.state : durable)?[step]?.outcome
  }

  func requireReadable() {
    if let fault = journal.fault { violate("the journal can be read again", fault) }
  }

  func foldDurable(_ entry: JournalEntry) {
    guard let read = journal.entries.last, read.sequence == durable.lastSequence + 1 else { return }
    do {
      try durable.apply(read)
    } catch {
      violate("the journal folds", "\(error)")
    }
  }

  /// The fold from the beginning, as a new session makes it.
  func refold() {
    durable = RunState(plan: plan)
    do {
      for entry in journal.entries { try durable.apply(entry) }
    } catch {
      violate("the journal folds", "\(error)")
    }
  }

  func requireFold() {
    guard let state = driver?.machine.state, state.lastSequence == durable.lastSequence else { return }
    let isSame =
      state.steps == durable.steps && state.prompts == durable.prompts && state.stops == durable.stops
      && state.hosts == durable.hosts && state.adHoc == durable.adHoc
      && state.clocks == durable.clocks && state.irregularities == durable.irregularities
      && state.bookkeepingLost == durable.bookkeepingLost && state.ending == durable.ending
      && state.opened == durable.opened && state.last == durable.last && state.sessions == durable.sessions
      && state.unfinished == durable.unfinished && state.unmetNeeds == durable.unmetNeeds
    if !isSame { violate("state is the fold of the journal", "they differ after entry \(state.lastSequence)") }
  }

  /// The same events give the same effects.
  func requireDeterminism() {
    guard let driver, options.seed % 4 == 0 else { return }
    var again = driver.first
    for heard in driver.heard where again.handle(heard.event, at: heard.stamp) != heard.effects {
      return violate("determinism", "\(heard.event) had other effects when it was heard again")
    }
  }
}
