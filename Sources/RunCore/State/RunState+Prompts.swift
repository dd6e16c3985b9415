internal import RecoveryPlanning
internal import RunbookModel

extension RunState {
  mutating func applyPrompt(_ prompt: Prompt, at moment: Moment) throws(Contradiction) {
    let index = try requireIndex(prompt.step)
    guard mayAsk(prompt, index), prompt.number == prompts.count + 1 else {
      throw Contradiction("prompt \(prompt.number) asks about \(prompt.step), which asks nothing")
    }
    prompts.append(PromptRecord(prompt: prompt, opened: moment))
    if prompt.subject != .cleanup { steps[index].state = .asking }
  }

  private func mayAsk(_ prompt: Prompt, _ index: Int) -> Bool {
    switch prompt.subject {
    case .failure, .unknownOutcome, .hostKey, .hostMarker: steps[index].state == .asking
    case .manual, .approval, .decision: isUnasked(index) && prompt.terms != nil
    case .cleanup: stop != nil && steps[index].outcome != nil
    }
  }

  mutating func applyAnswer(_ answer: PromptAnswer, at moment: Moment) throws(Contradiction) {
    let place = answer.prompt - 1
    guard prompts.indices.contains(place), prompts[place].isOpen else {
      throw Contradiction("prompt \(answer.prompt) isn't open")
    }
    if prompts[place].prompt.subject == .cleanup {
      prompts[place].answer = answer
      prompts[place].closed = moment
      return
    }
    // A second question about the same step has been settled by the answer to the first.
    guard self[prompts[place].prompt.step]?.state == .asking else {
      throw Contradiction("prompt \(answer.prompt) asks about \(prompts[place].prompt.step), which asks nothing")
    }
    if prompts[place].prompt.terms != nil { return try settle(place, by: answer, at: moment) }
    if answer.choice == .confirm {
      guard let refusal = prompts[place].prompt.refusal else {
        throw Contradiction("prompt \(answer.prompt) shows nothing that could be confirmed")
      }
      let acceptance = HostAcceptance(refusal: refusal, answer: answer, step: prompts[place].prompt.step, at: moment)
      hosts[refusal.host, default: HostRecord()].acceptances.append(acceptance)
    }
    for place in self.prompts(answeredBy: answer) { try close(place, with: answer, at: moment) }
  }

  /// The places of the open prompts that an answer settles: who confirms a host is not asked again by its other steps.
  func prompts(answeredBy answer: PromptAnswer) -> [Int] {
    let own = answer.prompt - 1
    guard answer.choice == .confirm, prompts.indices.contains(own), let shown = prompts[own].prompt.refusal else {
      return [own]
    }
    return prompts.indices.filter { prompts[$0].isOpen && prompts[$0].prompt.refusal?.isSame(as: shown) == true }
  }

  private mutating func close(_ place: Int, with answer: PromptAnswer, at moment: Moment) throws(Contradiction) {
    let prompt = prompts[place].prompt
    let index = try requireIndex(prompt.step)
    var answer = answer
    answer.prompt = prompt.number
    prompts[place].answer = answer
    prompts[place].closed = moment
    steps[index].words.append(answer)
    switch answer.choice {
    case .confirm: beginAnew(index, at: moment)
    case .rerun where prompt.refusal != nil: beginAnew(index, at: moment)
    case .rerun:
      steps[index].restarts = 0
      steps[index].state = .backingOff(purposeOfRerun(index), until: moment.elapsed, why: .retry)
    case .done: finish(index, .byHand, at: moment)
    case .skip: finish(index, .skipped, at: moment)
    case .stop: finish(index, .failed, at: moment)
    case .amend: try amend(index, with: answer, at: moment)
    case .approve, .reject, .decide, .cleanUp: break
    }
  }

  /// Starts what a host did not let start; that is no further try.
  private mutating func beginAnew(_ index: Int, at moment: Moment) {
    steps[index].restarts = 0
    steps[index].state = .backingOff(steps[index].attempts.last?.id.purpose ?? .work, until: moment.elapsed, why: .next)
  }

  /// What a person's word starts: the question that was not answered, or the work on ground that is made clean first.
  func purposeOfRerun(_ index: Int) -> JobPurpose {
    let step = plan.steps[index].step
    if steps[index].attempts.last?.id.purpose == .skipIf && step.skipIf != nil { return .skipIf }
    return step.retry?.reset == nil ? .work : .reset
  }

  /// What keeps the step's last attempt from a host until a person accepts it.
  func standingRefusal(of index: Int) -> HostRefusal? {
    guard let report = steps[index].attempts.last?.report, report.result == .neverStarted,
      let refusal = report.refusal, refusal.subject != .liveKey, !isAccepted(refusal)
    else { return nil }
    return refusal
  }
}
