internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// DESIGN.md section 3, items 7, 8, 9 and 13: bookkeeping, no false green, honest time, cleanup; and every run ends.
extension Simulation {
  func requireInvariants(after event: RunEvent, _ effects: [RunEffect]) {
    requireLimits()
    requireFold()
    requireBookkeeping(after: event)
    requirePrompts()
    requireHonestTime(effects)
    if plan.steps.isEmpty { violate("scenario", "it has no steps") }
  }

  /// A drill stops when its journal can't be written; a live recovery goes on.
  private func requireBookkeeping(after event: RunEvent) {
    guard let state = driver?.machine.state else { return }
    let stopped = state.stops.contains { $0.request.cause == .bookkeeping }
    if plan.mode == .incident && stopped { violate("bookkeeping", "a live recovery stops for its journal") }
    let wasLost = state.irregularities.contains { if case .bookkeepingLost = $0.kind { true } else { false } }
    if plan.mode == .drill && wasLost && state.ending == nil && state.stop == nil {
      violate("bookkeeping", "a drill goes on without its journal")
    }
  }

  /// A step asks exactly while one prompt about it is open.
  private func requirePrompts() {
    guard let state = driver?.machine.state else { return }
    var open: [StepID: Int] = [:]
    for prompt in state.openPrompts { open[prompt.step, default: 0] += 1 }
    for (step, record) in zip(plan.steps, state.steps) {
      let expected = record.state == .asking ? 1 : 0
      if open[step.id, default: 0] != expected {
        violate("prompts", "\(step.id) is \(record.state) with \(open[step.id, default: 0]) open prompts")
      }
    }
  }

  /// Within one boot the run's time is the true one, whatever the wall clock did.
  private func requireHonestTime(_ effects: [RunEffect]) {
    guard !hasRebooted, let state = driver?.machine.state, let openedAt else { return }
    if let last = state.last, effects.contains(where: { if case .append = $0 { true } else { false } }),
      last.elapsed != clock.truth - openedAt
    {
      violate("time", "\(last.elapsed.roundedText) have passed, in truth \((clock.truth - openedAt).roundedText)")
    }
    for (step, record) in zip(plan.steps, state.steps) {
      for attempt in record.attempts { requireHonestTime(of: attempt, step, openedAt: openedAt) }
    }
  }

  private func requireHonestTime(of attempt: AttemptRecord, _ step: PlannedStep, openedAt: Duration) {
    guard let job = jobs[attempt.id], let ended = job.ended, let seen = attempt.ended else { return }
    guard attempt.report?.times != nil else { return }
    if step.destination == nil {
      if attempt.started.elapsed != job.claimed - openedAt || seen.elapsed != ended - openedAt {
        violate("time", "\(attempt.id) took \(seen.elapsed - attempt.started.elapsed), in truth \(ended - job.claimed)")
      }
    } else if seen.elapsed - attempt.started.elapsed < ended - job.claimed {
      // Another machine's clocks tell how long the job took, and nothing else.
      violate("time", "\(attempt.id) seems to be shorter than it was")
    }
  }

  func requireQuestions() {
    guard let state = driver?.machine.state else { return }
    if state.openPrompts.isEmpty { violate("people", "a person is waited for, and nothing is asked") }
    if state.steps.contains(where: { if case .running = $0.state { true } else { false } }) {
      violate("people", "a person is waited for while a step runs")
    }
  }

  func requireLiveliness() {
    if counts.events > Self.mostEvents { violate("every run ends", "not within \(Self.mostEvents) events") }
  }

  /// Nothing will happen any more.
  func requireWaitingForPeople() {
    let state = driver?.machine.state ?? durable
    if state.openPrompts.isEmpty { violate("every run ends", "it is stuck: \(state.steps.map(\.state))") }
    for record in state.steps {
      if case .running(let attempt) = record.state { violate("every run ends", "\(attempt) never ends") }
    }
  }

  func requireHonestEnd(_ ending: RunEnding, _ state: RunState) {
    requireNoOrphan()
    requireBoundedRetries(state)
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
    guard ending.verdict == .passed else { return }
    let good: [Outcome] = [.passed, .alreadyDone, .excluded]
    for (step, record) in zip(plan.steps, state.steps) where !good.contains(record.outcome ?? .failed) {
      violate("no false green", "the run passed, and \(step.id) is \(record.state)")
    }
    for service in RunSummary(of: state).services where !state.isCorrected {
      let isMet = service.rtoJudgement == .met && (service.rpoJudgement == .met || service.rpoJudgement == .none)
      if !isMet { violate("no false green", "the run passed, and \(service.id) missed its target") }
    }
    if state.irregularities.contains(where: { if case .bookkeepingLost = $0.kind { true } else { false } }) {
      violate("no false green", "the run passed, and its journal has a gap")
    }
  }

  func requireCleanEnd() {
    guard let state = driver?.machine.state else { return }
    guard plan.mode == .drill, state.stop?.leavesCleanup != true else { return }
    for (step, record) in zip(plan.steps, state.steps) where step.step.phase == .cleanup && record.outcome == nil {
      violate("cleanup runs", "\(step.id) is \(record.state) at the end of a drill")
    }
  }
}
