internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// DESIGN.md section 3, item 7: bookkeeping; and every run ends, or waits for people.
extension Simulation {
  func requireInvariants(after event: RunEvent, _ effects: [RunEffect]) {
    requireLimits()
    requireFold()
    requireBookkeeping(after: event)
    requireReach(of: event)
    requireSleepIsTold(event, effects)
    requirePrompts()
    requireHonestPrompts(effects)
    requireHonestTime(effects)
    requireIrregularities(effects)
    if plan.steps.isEmpty { violate("scenario", "it has no steps") }
  }

  /// Whoever says stop is heard, also when a stop that reaches less far came before.
  private func requireReach(of event: RunEvent) {
    guard case .stopRequested(let request) = event, let state = driver?.machine.state, state.ending == nil else {
      return
    }
    let reachesJobs = state.stop?.cancelsRunning == true || !request.cancelsRunning
    let reachesCleanup = state.stop?.leavesCleanup == true || !request.leavesCleanup
    if state.stop == nil || !reachesJobs || !reachesCleanup {
      violate("a person's word holds", "a stop was asked for, and the run's stop doesn't reach as far")
    }
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
    for prompt in state.openPrompts where prompt.subject != .cleanup { open[prompt.step, default: 0] += 1 }
    for (step, record) in zip(plan.steps, state.steps) {
      let expected = record.state == .asking ? 1 : 0
      if open[step.id, default: 0] != expected {
        violate("prompts", "\(step.id) is \(record.state) with \(open[step.id, default: 0]) open prompts")
      }
    }
  }

  func requireQuestions() {
    guard let state = driver?.machine.state else { return }
    if state.openPrompts.isEmpty { violate("people", "a person is waited for, and nothing is asked") }
    if state.openPrompts.contains(where: { $0.terms?.timeout != nil }) {
      violate("people", "halfhour would leave, and could go on by itself")
    }
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
    if state.openPrompts.contains(where: { $0.terms?.timeout != nil }), !isRefusing {
      violate("every run ends", "a question has a time-out, which never comes")
    }
    for record in state.steps {
      if case .running(let attempt) = record.state { violate("every run ends", "\(attempt) never ends") }
    }
  }
}
