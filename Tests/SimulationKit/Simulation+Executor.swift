internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// A simulated executor: job folders are claimed once and outlive halfhour.
extension Simulation {
  func execute(_ request: AttemptRequest) {
    requireDurableIntent(request.attempt)
    requireSatisfiedNeeds(request.attempt)
    requireOnce(request.attempt)
    requireVouchedFor(request)
    requireProofInTurn(request.attempt)
    requireNothingPutAway(request.attempt)
    executed.insert(request.attempt)
    pendingSpawns[request.attempt] = request
    queue.put(.spawn(request.attempt, session: sessions), at: clock.truth + fate(of: request).spawnDelay)
  }

  func fate(of request: AttemptRequest) -> Fate {
    Fate(
      of: request.attempt, step: request.step.step, seed: options.seed, faults: options.faults,
      isDeterministic: options.isDeterministic)
  }

  func spawn(_ attempt: AttemptID) {
    guard let request = pendingSpawns.removeValue(forKey: attempt) else { return }
    if let job = jobs[attempt], !job.isForgotten, !job.isGone {
      // Claimed by a session whose journal is lost.
      listen(to: attempt, isRecovery: false)
      return
    }
    let fate = fate(of: request)
    if fate.neverStarts {
      deliver(
        .attemptFinished(attempt, AttemptReport(.neverStarted, message: "connection refused")), after: .seconds(1))
      return
    }
    if let refusal = reach(request.hosts) {
      var report = AttemptReport(.neverStarted)
      report.refusal = refusal
      deliver(.attemptFinished(attempt, report), after: .milliseconds(20))
      return
    }
    claim(request, fate)
    listen(to: attempt, isRecovery: false)
    if let delay = fate.lostAfter { queue.put(.loseSight(attempt, session: sessions), at: clock.truth + delay) }
  }

  /// A start that halfhour's death overtook; whoever looked for the job since has made sure that it never begins.
  func claimLate(_ request: AttemptRequest, boot: Int) {
    guard jobs[request.attempt] == nil, !voided.contains(request.attempt), boot == self.boot(for: request),
      request.hosts.values.allSatisfy({ host(at: $0.destination).refusal(of: $0) == nil })
    else { return }
    note("a start of the dead arrives")
    claim(request, fate(of: request))
  }

  private func claim(_ request: AttemptRequest, _ fate: Fate) {
    let attempt = request.attempt
    guard let index = plan.steps.firstIndex(where: { $0.id == attempt.step }) else { return }
    if let job = jobs[attempt], !(job.isGone && hasLostEntries) {
      violate("one job for an attempt", "\(attempt) runs again, and its folder was gone")
    }
    requireWord(before: attempt, index)
    note("the job \(attempt) starts")
    begun.append(attempt)
    var fate = fate
    if let host = request.step.step.on, fate.report.outputs["taken"] != nil {
      fate.report.outputs["taken"] = taken(on: host).description
    }
    jobs[attempt] = SimulatedJob(
      attempt: attempt, index: index, destination: request.destination, claimed: clock.truth,
      claimedStamp: clock.now, claimedSeen: clock.seen, fate: fate,
      endsAt: clock.truth + fate.duration, ending: fate.report)
    queue.put(.jobEnds(attempt), at: clock.truth + fate.duration)
  }

  private func times(of job: SimulatedJob) -> AttemptTimes {
    guard job.destination != nil, let end = job.ended else {
      return AttemptTimes(started: job.claimedStamp, ended: clock.now)
    }
    let error = job.fate.clockError
    var started = clock.converted(job.claimed, error: error)
    // What lies before this machine's boot has no uptime there, but its duration holds.
    started.uptime = max(Uptime(nanoseconds: 0), started.uptime)
    var ended = clock.converted(end, error: error)
    ended.uptime = max(started.uptime + (end - job.claimed), ended.uptime)
    return AttemptTimes(started: started, ended: ended)
  }

  private func listen(to attempt: AttemptID, isRecovery: Bool) {
    listeners[attempt] = sessions
    guard let job = jobs[attempt], !job.isRunning else { return }
    queue.put(
      .report(attempt, session: sessions, isRecovery: isRecovery), at: clock.truth + job.fate.spawnDelay)
  }

  /// The job goes on, but its executor can't tell.
  func loseSight(of attempt: AttemptID) {
    guard let job = jobs[attempt], job.isRunning, listeners[attempt] == sessions else { return }
    note("nobody sees \(attempt) any more")
    jobs[attempt]?.isAbandoned = true
    if job.fate.echo == nil { listeners[attempt] = nil }
    deliver(.attemptFinished(attempt, AttemptReport(.unknown, message: "the connection broke")), after: .zero)
  }

  func jobEnds(_ attempt: AttemptID) {
    guard let job = jobs[attempt], job.isRunning, job.endsAt <= clock.truth else { return }
    note("the job \(attempt) ends: \(job.ending.result)")
    jobs[attempt]?.ended = clock.truth
    jobs[attempt]?.endedSeen = clock.seen
    if job.ending.result != .unknown {
      jobs[attempt]?.ending.times = times(of: job)
    }
    guard listeners[attempt] == sessions else { return }
    queue.put(.report(attempt, session: sessions, isRecovery: false), at: clock.truth + job.fate.reportDelay)
  }

  func report(_ attempt: AttemptID, isRecovery: Bool) {
    guard var job = jobs[attempt], !job.isGone, listeners[attempt] == sessions else { return }
    if job.destination != nil, job.ending.times != nil {
      // By the difference between the clocks as it is now.
      job.ending.times = times(of: job)
      jobs[attempt] = job
    }
    let event: RunEvent =
      isRecovery ? .attemptRecovered(attempt, job.ending) : .attemptFinished(attempt, job.ending)
    deliver(event, after: .zero)
    if let echo = job.fate.echo { deliver(event, after: echo) }
  }

  func deliver(_ event: RunEvent, after delay: Duration) {
    queue.put(.deliver(event, session: sessions), at: clock.truth + delay)
  }

  func recover(_ request: AttemptRequest, boot: String) {
    let attempt = request.attempt
    if request.destination != nil { _ = reach(request.hosts) }
    if let job = jobs[attempt], !job.isForgotten, !job.isGone {
      listen(to: attempt, isRecovery: true)
      return
    }
    voided.insert(attempt)
    let isGone = request.destination == nil ? boot != "boot \(clock.boot)" : !isOnSameBoot(request)
    let report =
      isGone
      ? AttemptReport(.unknown, message: "the machine was rebooted") : AttemptReport(.neverStarted)
    listeners[attempt] = sessions
    deliver(.attemptRecovered(attempt, report), after: fate(of: request).spawnDelay)
  }

  /// Reaches what this session has started or found; a grace passes before the end.
  func cancel(_ attempt: AttemptID) {
    guard attempt.purpose != .adHoc else { return cancelCommand(attempt) }
    cancelled.insert(attempt)
    if pendingSpawns.removeValue(forKey: attempt) != nil {
      deliver(.attemptFinished(attempt, AttemptReport(.neverStarted)), after: .zero)
      return
    }
    guard let job = jobs[attempt], job.isRunning, listeners[attempt] == sessions else { return }
    guard !job.fate.isCancelLost else { return note("the cancel of \(attempt) is lost") }
    jobs[attempt]?.ending = AttemptReport(.cancelled, signal: 15)
    jobs[attempt]?.endsAt = min(job.endsAt, clock.truth + job.fate.grace)
    queue.put(.jobEnds(attempt), at: jobs[attempt]?.endsAt ?? clock.truth)
  }

  /// Job folders go once their outcomes are durable.
  func forget(_ entries: [JournalEntry]) {
    for case .stepFinished(let end) in entries.map(\.event) { jobs[end.attempt]?.isForgotten = true }
  }
}
