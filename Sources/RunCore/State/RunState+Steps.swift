internal import RecoveryPlanning
internal import RunbookModel

extension RunState {
  mutating func applyStart(_ start: AttemptStart, at moment: Moment) throws(Contradiction) {
    let index = try requireIndex(start.attempt.step)
    switch steps[index].state {
    case .waiting, .backingOff: break
    case .running, .asking, .finished: throw Contradiction("\(start.attempt) can't start now")
    }
    guard isOpen(index) else { throw Contradiction("\(start.attempt) starts in a run that is over") }
    guard unmetNeeds[index] == 0 || reopened != nil || (stop != nil && !isStopping(index)) else {
      throw Contradiction("\(start.attempt) starts before what it needs is over")
    }
    guard start.attempt.number == steps[index].attempts.count + 1 else {
      throw Contradiction("\(start.attempt) is out of order")
    }
    steps[index].attempts.append(
      AttemptRecord(
        id: start.attempt, started: moment, boot: sessions.last?.opening.boot,
        jobFolders: sessions.last?.opening.jobFolders, destination: start.destination,
        contacts: contacts(of: index)))
    if start.attempt.purpose == .work && !continuesTry(index) {
      steps[index].tries += 1
      steps[index].pollingSince = moment
    }
    steps[index].state = .running(start.attempt)
  }

  /// Whether the work that starts now belongs to a try that has been counted already.
  private func continuesTry(_ index: Int) -> Bool {
    guard case .backingOff(_, _, let why) = steps[index].state else { return false }
    switch why {
    case .poll, .neverStarted, .unknown: return true
    case .next, .retry: return false
    }
  }

  mutating func applyEnd(_ end: AttemptEnd, at moment: Moment) throws(Contradiction) {
    let index = try requireIndex(end.attempt.step)
    guard case .running(end.attempt) = steps[index].state, let last = steps[index].attempts.indices.last else {
      throw Contradiction("\(end.attempt) ends but doesn't run")
    }
    recordTimes(of: end, in: index, last, at: moment)
    if end.report.result == .succeeded {
      steps[index].outputs.merge(end.report.outputs) { _, new in new }
      if let correction = end.pointCorrection {
        let offset = DurationText(wrappedValue: correction.offset)
        irregularities.append(
          Irregularity(kind: .pointCorrected(end.attempt.step, correction.host, by: offset), at: moment))
      }
      steps[index].recoveryPoint = end.recoveryPoint ?? steps[index].recoveryPoint
      steps[index].size = end.size ?? steps[index].size
    }
    if standingRefusal(of: index) != nil, end.attempt.purpose == .work, steps[index].tries > 0 {
      // Nothing was tried: the same try begins once the host is accepted.
      steps[index].tries -= 1
    }
    if end.report.result == .succeeded, end.attempt.purpose != .reset,
      let provides = plan.steps[index].step.provides
    {
      keepAddress(of: provides.host, by: index, with: end.report.outputs)
    }
    switch end.disposition {
    case .over(let outcome): finish(index, outcome, at: steps[index].attempts[last].ended)
    case .again(let purpose, let delay, let why):
      if why == .neverStarted || why == .unknown { steps[index].restarts += 1 }
      steps[index].state = .backingOff(purpose, until: moment.elapsed + delay.wrappedValue, why: why)
    case .ask: steps[index].state = .asking
    }
  }

  /// A job's own clocks count, on this machine's time and where they belong to this boot; else when its end was seen.
  private mutating func recordTimes(of end: AttemptEnd, in index: Int, _ last: Int, at moment: Moment) {
    steps[index].attempts[last].report = end.report
    steps[index].attempts[last].disposition = end.disposition
    steps[index].attempts[last].observedLate = end.observedLate
    steps[index].attempts[last].ended = moment
    if end.observedLate { irregularities.append(Irregularity(kind: .endSeenLate(end.attempt.step), at: moment)) }
    guard let times = end.report.times, let anchor, times.started.uptime <= times.ended.uptime else { return }
    let attempt = steps[index].attempts[last]
    guard attempt.boot == sessions.last?.opening.boot else {
      recordDuration(times.ended.uptime - times.started.uptime, of: end, in: index, last, at: moment)
      return
    }
    let started = anchor.moment(of: times.started)
    let ended = anchor.moment(of: times.ended)
    // It may have started before its intent, when the intent of a session without a journal was lost.
    guard ended.elapsed <= moment.elapsed, started.elapsed >= .zero else {
      // The times of a host are as exact as its clock could be measured.
      if attempt.destination != nil {
        recordDuration(times.ended.uptime - times.started.uptime, of: end, in: index, last, at: moment)
      }
      return
    }
    steps[index].attempts[last].started = started
    steps[index].attempts[last].ended = ended
  }

  /// Another boot's clocks can't be compared with ours; how long the job took can.
  private mutating func recordDuration(
    _ duration: Duration, of end: AttemptEnd, in index: Int, _ last: Int, at moment: Moment
  ) {
    let attempt = steps[index].attempts[last]
    let ended = attempt.started.shifted(by: duration)
    if ended.elapsed > moment.elapsed {
      steps[index].attempts[last].started = moment.shifted(by: .zero - min(duration, moment.elapsed))
    } else if end.observedLate {
      steps[index].attempts[last].ended = ended
    }
  }

  mutating func applyExclusion(_ exclusion: StepExclusion, at moment: Moment) throws(Contradiction) {
    let index = try requireIndex(exclusion.step)
    guard steps[index].state == .waiting, isOpen(index) else {
      throw Contradiction("\(exclusion.step) has begun and can't be excluded")
    }
    steps[index].exclusion = exclusion.reason
    finish(index, .excluded, at: moment)
  }

  /// What waits for a retry or for a person is over; jobs that run are not.
  mutating func applyStop(_ request: StopRequest, at moment: Moment) {
    stops.append(StopRecord(request: request, at: moment))
    for index in steps.indices where isStopping(index) {
      switch steps[index].state {
      case .asking where steps[index].attempts.last?.report == nil:
        endQuestion(index, AttemptReport(.cancelled, message: "the run was stopped"), .cancelled, at: moment)
      case .asking: finish(index, .failed, at: moment)
      case .backingOff(_, _, .next), .backingOff(_, _, .neverStarted): finish(index, .cancelled, at: moment)
      case .backingOff: finish(index, .failed, at: moment)
      case .waiting, .running, .finished: break
      }
    }
    for index in prompts.indices where prompts[index].isOpen && self[prompts[index].prompt.step]?.state != .asking {
      prompts[index].closed = moment
    }
  }

  mutating func finish(_ index: Int, _ outcome: Outcome, at moment: Moment?) {
    steps[index].state = .finished(outcome)
    steps[index].ended = moment
    unfinished -= 1
    for dependent in graph.dependents[index] { unmetNeeds[dependent] -= 1 }
  }
}
