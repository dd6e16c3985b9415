internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// DESIGN.md section 3, items 2 and 4: never twice, nothing orphaned.
extension Simulation {
  func requireOnce(_ attempt: AttemptID) {
    guard !hasLostEntries else { return }
    if executed.contains(attempt) { violate("one job for an attempt", "\(attempt) is started a second time") }
  }

  /// What isn't idempotent starts again only on somebody's word, or on ground that was made clean.
  func requireWord(before attempt: AttemptID, _ index: Int) {
    let step = plan.steps[index].step
    guard attempt.purpose == .work, !step.mayRunAgain, !hasLostEntries else { return }
    guard let before = begun.last(where: { $0.step == attempt.step && $0.purpose == .work }) else { return }
    var isSeenToEnd = false
    var hasWord = false
    for entry in journal.entries + (driver?.unwritten ?? []) {
      switch entry.event {
      case .stepFinished(let end) where end.attempt.step == attempt.step:
        if end.attempt == before { isSeenToEnd = true }
        if end.attempt == before && end.report.result == .unknown && step.onUnknown == .rerun { hasWord = true }
        if isSeenToEnd && end.attempt.purpose == .reset && end.report.result == .succeeded { hasWord = true }
        if isSeenToEnd && end.report.result == .notDone && step.onUnknown == .check { hasWord = true }
      case .promptAnswered(let answer) where isSeenToEnd && answer.choice == .rerun:
        if driver?.machine.state.prompts[answer.prompt - 1].prompt.step == attempt.step { hasWord = true }
      default: break
      }
    }
    if !isSeenToEnd { return violate("never twice", "\(attempt) starts, and nobody knows how \(before) ended") }
    if !hasWord { violate("never twice", "\(attempt) starts after \(before) without a person's word") }
  }

  /// A failure that its author or the mode calls fatal, and a person's word, hold for every session after it.
  func requireNothingFatal(before attempt: AttemptID, _ index: Int) {
    guard plan.mode == .incident || plan.steps[index].step.phase != .cleanup else { return }
    var fatal: String?
    for entry in journal.entries {
      switch entry.event {
      case .stepFinished(let end) where end.disposition == .over(.failed) && isFatal(end.attempt.step):
        fatal = "\(end.attempt.step) failed"
      case .stepFinished(let end) where end.report.refusal?.subject == .liveKey && plan.mode == .drill:
        fatal = "\(end.attempt.step) met a live host"
      case .promptAnswered(let answer) where answer.choice == .reject: fatal = fatalNo(to: answer.prompt) ?? fatal
      case .promptExpired(let expiry): fatal = fatalNo(to: expiry.prompt) ?? fatal
      case .promptAnswered(let answer) where answer.choice == .stop: fatal = "a person said stop"
      case .stepStarted(let start) where start.attempt == attempt:
        if let fatal { violate("nothing starts in a run that stops", "\(attempt) starts after \(fatal)") }
        return
      default: break
      }
    }
  }

  private func fatalNo(to number: Int) -> String? {
    guard let record = driver?.machine.state.prompts[number - 1], record.prompt.subject != .cleanup,
      !record.hasExpired || record.prompt.terms?.onTimeout == .fail, isFatal(record.prompt.step)
    else { return nil }
    return "nobody said yes to \(record.prompt.step)"
  }

  private func isFatal(_ id: StepID) -> Bool {
    guard let step = plan.steps.first(where: { $0.id == id })?.step else { return false }
    return step.onFailure.map { $0 == .stop }
      ?? (plan.mode == .drill && step.phase != .cleanup && step.phase != .triage)
  }

  func requireLimits() {
    guard let state = driver?.machine.state else { return }
    let running = plan.steps.indices.filter { index in
      if case .running = state.steps[index].state { plan.steps[index].step.kind.word != .wait } else { false }
    }
    if running.count > plan.limits.total {
      violate("limits", "\(running.count) steps run, at most \(plan.limits.total) may")
    }
    for (host, count) in Dictionary(grouping: running.compactMap { place(of: $0, state) }, by: \.self)
      .mapValues(\.count) where count > plan.limits.perHost
    {
      violate("limits", "\(count) steps run on \(host), at most \(plan.limits.perHost) may")
    }
  }

  /// By where it was started, also where a step of the run gave its host the address.
  private func place(of index: Int, _ state: RunState) -> String? {
    guard let host = plan.steps[index].step.on, state.steps[index].attempts.last?.destination != nil else { return nil }
    let planned = plan.hosts.first { $0.name == host }?.destination
    return planned ?? state.steps[index].attempts.last?.destination
  }

  /// Once all effects are carried out, a stop that ends jobs has reached every one, also those of earlier sessions.
  func requireReachOfStop() {
    guard let driver, driver.unwritten.isEmpty, durable.stop?.cancelsRunning == true, durable.ending == nil else {
      return
    }
    for (attempt, command) in commands where command.isRunning && command.listener == sessions {
      if !cancelled.contains(attempt) { violate("a stop ends jobs", "\(attempt) runs on") }
    }
    for job in jobs.values where job.isRunning && listeners[job.attempt] == sessions && durable.isStopping(job.index) {
      // What was given up for unknown is a person's to look after.
      if !job.isAbandoned && !cancelled.contains(job.attempt) { violate("a stop ends jobs", "\(job.attempt) runs on") }
    }
  }

  /// Once all effects are carried out, what runs by the state has been started or looked for, whatever became of the journal.
  func requireJobsOfRunningSteps() {
    guard let driver, !driver.heard.isEmpty else { return }
    let state = driver.machine.state
    let isLost = state.bookkeepingLost && plan.mode == .incident
    guard isLost || (driver.unwritten.isEmpty && durable.lastSequence == state.lastSequence)
    else { return }
    for (step, record) in zip(plan.steps, state.steps) where step.step.kind.word != .wait {
      guard case .running(let attempt) = record.state else { continue }
      if pendingSpawns[attempt] == nil && listeners[attempt] != sessions && !executed.contains(attempt) {
        violate("what was said is done", "\(attempt) runs by the journal, and was neither started nor looked for")
      }
    }
  }

  /// `retry.attempts` bounds the tries that nobody asked for.
  func requireBoundedRetries(_ state: RunState) {
    for (step, record) in zip(plan.steps, state.steps) {
      let retries = record.attempts.count {
        if case .again(_, _, .retry) = $0.disposition { true } else { false }
      }
      let most = (step.step.retry?.attempts ?? 1) - 1
      if retries > most { violate("retries are bounded", "\(step.id) was tried again \(retries) times, not \(most)") }
    }
  }

  func requireNoOrphan() {
    guard !hasLostEntries else { return }
    for job in jobs.values where job.isRunning && !job.isAbandoned {
      violate("no orphan", "\(job.attempt) still runs at the end")
    }
  }
}
