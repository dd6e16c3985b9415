internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// A simulated executor: job folders are claimed once and outlive halfhour.
extension Simulation {
  func execute(_ request: AttemptRequest) {
    requireDurableIntent(request.attempt)
    requireSatisfiedNeeds(request.attempt)
    requireOnce(request.attempt)
    executed.insert(request.attempt)
    pendingSpawns.insert(request.attempt)
    queue.put(.spawn(request, session: sessions), at: clock.truth + chance.milliseconds(0...15))
  }

  func spawn(_ request: AttemptRequest) {
    let attempt = request.attempt
    guard pendingSpawns.remove(attempt) != nil, let index = plan.steps.firstIndex(where: { $0.id == attempt.step })
    else { return }
    guard jobs[attempt] == nil else {
      // Claimed by a session whose journal is lost.
      listen(to: attempt, isRecovery: false)
      return
    }
    let fate = Fate(
      of: attempt, step: request.step.step, seed: options.seed, faults: options.faults,
      isDeterministic: options.isDeterministic)
    if fate.neverStarts {
      deliver(
        .attemptFinished(attempt, AttemptReport(.neverStarted, message: "connection refused")), after: .seconds(1))
      return
    }
    requireWord(before: attempt, index)
    note("the job \(attempt) starts")
    begun.append(attempt)
    jobs[attempt] = SimulatedJob(
      attempt: attempt, index: index, destination: request.step.destination, claimed: clock.truth,
      claimedStamp: stamp(at: request.step.destination), endsAt: clock.truth + fate.duration, ending: fate.report)
    queue.put(.jobEnds(attempt), at: clock.truth + fate.duration)
    listen(to: attempt, isRecovery: false)
    if fate.isLostSightOf {
      queue.put(.loseSight(attempt, session: sessions), at: clock.truth + chance.milliseconds(1...2_000))
    }
  }

  private func stamp(at destination: String?) -> Stamp {
    destination == nil ? clock.now : clock.elsewhere(uptimeAtStart: .seconds(5_003))
  }

  private func listen(to attempt: AttemptID, isRecovery: Bool) {
    listeners[attempt] = sessions
    guard let job = jobs[attempt], !job.isRunning else { return }
    queue.put(
      .report(attempt, session: sessions, isRecovery: isRecovery), at: clock.truth + chance.milliseconds(1...30))
  }

  /// The job goes on, but its executor can't tell.
  func loseSight(of attempt: AttemptID) {
    guard let job = jobs[attempt], job.isRunning, listeners[attempt] == sessions else { return }
    note("nobody sees \(attempt) any more")
    jobs[attempt]?.isAbandoned = true
    listeners[attempt] = nil
    deliver(.attemptFinished(attempt, AttemptReport(.unknown, message: "the connection broke")), after: .zero)
  }

  func jobEnds(_ attempt: AttemptID) {
    guard let job = jobs[attempt], job.isRunning, job.endsAt <= clock.truth else { return }
    note("the job \(attempt) ends: \(job.ending.result)")
    jobs[attempt]?.ended = clock.truth
    if job.ending.result != .unknown {
      jobs[attempt]?.ending.times = AttemptTimes(started: job.claimedStamp, ended: stamp(at: job.destination))
    }
    guard listeners[attempt] == sessions else { return }
    let isLate = options.faults.contains(.lateReports) && chance.once(in: 15)
    let delay = chance.milliseconds(0...(isLate ? 30_000 : 20))
    queue.put(.report(attempt, session: sessions, isRecovery: false), at: clock.truth + delay)
  }

  func report(_ attempt: AttemptID, isRecovery: Bool) {
    guard let job = jobs[attempt], listeners[attempt] == sessions else { return }
    let event: RunEvent =
      isRecovery ? .attemptRecovered(attempt, job.ending) : .attemptFinished(attempt, job.ending)
    deliver(event, after: .zero)
    if options.faults.contains(.doubleReports), chance.once(in: 12) { deliver(event, after: chance.seconds(0...20)) }
  }

  private func deliver(_ event: RunEvent, after delay: Duration) {
    queue.put(.deliver(event, session: sessions), at: clock.truth + delay)
  }

  func recover(_ request: AttemptRequest, boot: String) {
    let attempt = request.attempt
    if jobs[attempt] != nil {
      listen(to: attempt, isRecovery: true)
      return
    }
    let isGone = request.step.destination == nil && boot != "boot \(clock.boot)"
    let report =
      isGone
      ? AttemptReport(.unknown, message: "the machine was rebooted") : AttemptReport(.neverStarted)
    listeners[attempt] = sessions
    deliver(.attemptRecovered(attempt, report), after: chance.milliseconds(1...30))
  }

  /// Reaches what this session has started or found; a grace passes before the end.
  func cancel(_ attempt: AttemptID) {
    cancelled.insert(attempt)
    if pendingSpawns.remove(attempt) != nil {
      deliver(.attemptFinished(attempt, AttemptReport(.neverStarted)), after: .zero)
      return
    }
    guard let job = jobs[attempt], job.isRunning, listeners[attempt] == sessions else { return }
    jobs[attempt]?.ending = AttemptReport(.cancelled, signal: 15)
    jobs[attempt]?.endsAt = min(job.endsAt, clock.truth + chance.milliseconds(1...3_000))
    queue.put(.jobEnds(attempt), at: jobs[attempt]?.endsAt ?? clock.truth)
  }
}
