internal import RecoveryPlanning
internal import RunbookModel

extension RunState {
  mutating func applyStart(_ start: AttemptStart, at moment: Moment) throws(Contradiction) {
    let index = try requireIndex(start.attempt.step)
    switch steps[index].state {
    case .waiting, .backingOff: break
    case .running, .asking, .finished: throw Contradiction("\(start.attempt) can't start now")
    }
    guard unmetNeeds[index] == 0 || (stop != nil && !isStopping(index)) else {
      throw Contradiction("\(start.attempt) starts before what it needs is over")
    }
    guard start.attempt.number == steps[index].attempts.count + 1 else {
      throw Contradiction("\(start.attempt) is out of order")
    }
    steps[index].attempts.append(
      AttemptRecord(
        id: start.attempt, started: moment, boot: sessions.last?.opening.boot,
        jobFolders: sessions.last?.opening.jobFolders, destination: start.destination))
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
      steps[index].recoveryPoint = end.recoveryPoint ?? steps[index].recoveryPoint
      steps[index].size = end.size ?? steps[index].size
    }
    switch end.disposition {
    case .over(let outcome): finish(index, outcome, at: steps[index].attempts[last].ended)
    case .again(let purpose, let delay, let why):
      if why == .neverStarted || why == .unknown { steps[index].restarts += 1 }
      steps[index].state = .backingOff(purpose, until: moment.elapsed + delay.wrappedValue, why: why)
    case .ask: steps[index].state = .asking
    }
  }

  /// A job's own clocks count, where they belong to this boot; otherwise the time at which its end was seen.
  private mutating func recordTimes(of end: AttemptEnd, in index: Int, _ last: Int, at moment: Moment) {
    steps[index].attempts[last].report = end.report
    steps[index].attempts[last].disposition = end.disposition
    steps[index].attempts[last].observedLate = end.observedLate
    steps[index].attempts[last].ended = moment
    if end.observedLate { irregularities.append(Irregularity(kind: .endSeenLate(end.attempt.step), at: moment)) }
    guard let times = end.report.times, let anchor, times.started.uptime <= times.ended.uptime else { return }
    let attempt = steps[index].attempts[last]
    guard attempt.destination == nil, attempt.boot == sessions.last?.opening.boot else {
      recordDuration(times.ended.uptime - times.started.uptime, of: end, in: index, last, at: moment)
      return
    }
    let started = anchor.moment(of: times.started)
    let ended = anchor.moment(of: times.ended)
    // It may have started before its intent, when the intent of a session without a journal was lost.
    guard ended.elapsed <= moment.elapsed, started.elapsed >= .zero else { return }
    steps[index].attempts[last].started = started
    steps[index].attempts[last].ended = ended
  }

  /// Another machine's or another boot's clocks can't be compared with ours; how long the job took can.
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
    guard steps[index].state == .waiting else {
      throw Contradiction("\(exclusion.step) has begun and can't be excluded")
    }
    steps[index].exclusion = exclusion.reason
    finish(index, .excluded, at: moment)
  }

  mutating func applyPrompt(_ prompt: Prompt, at moment: Moment) throws(Contradiction) {
    let index = try requireIndex(prompt.step)
    guard steps[index].state == .asking, prompt.number == prompts.count + 1 else {
      throw Contradiction("prompt \(prompt.number) asks about \(prompt.step), which asks nothing")
    }
    prompts.append(PromptRecord(prompt: prompt, opened: moment))
  }

  mutating func applyAnswer(_ answer: PromptAnswer, at moment: Moment) throws(Contradiction) {
    let place = answer.prompt - 1
    guard prompts.indices.contains(place), prompts[place].isOpen else {
      throw Contradiction("prompt \(answer.prompt) isn't open")
    }
    let index = try requireIndex(prompts[place].prompt.step)
    // A second question about the same step has been settled by the answer to the first.
    guard steps[index].state == .asking else {
      throw Contradiction("prompt \(answer.prompt) asks about \(prompts[place].prompt.step), which asks nothing")
    }
    prompts[place].answer = answer
    prompts[place].closed = moment
    steps[index].words.append(answer)
    switch answer.choice {
    case .rerun:
      steps[index].restarts = 0
      steps[index].state = .backingOff(purposeOfRerun(index), until: moment.elapsed, why: .retry)
    case .done: finish(index, .byHand, at: moment)
    case .skip: finish(index, .skipped, at: moment)
    case .stop: finish(index, .failed, at: moment)
    }
  }

  /// What a person's word starts: the question that was not answered, or the work on ground that is made clean first.
  private func purposeOfRerun(_ index: Int) -> JobPurpose {
    let step = plan.steps[index].step
    if steps[index].attempts.last?.id.purpose == .skipIf && step.skipIf != nil { return .skipIf }
    return step.retry?.reset == nil ? .work : .reset
  }

  /// What waits for a retry or for a person is over; jobs that run are not.
  mutating func applyStop(_ request: StopRequest, at moment: Moment) {
    stops.append(StopRecord(request: request, at: moment))
    for index in steps.indices where isStopping(index) {
      switch steps[index].state {
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
