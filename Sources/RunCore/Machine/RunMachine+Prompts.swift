internal import RecoveryPlanning
internal import RunbookModel

extension RunMachine {
  /// Asks what to do about a step.
  mutating func prompt(_ index: Int) { put(Prompt(about: index, in: state)) }

  /// Puts the question that a step is there for.
  mutating func ask(_ index: Int) {
    guard let prompt = Prompt(of: index, in: state) else { return }
    put(prompt)
    follow(index)
  }

  /// Puts the question of a step whose session ended before it could; what it is about may be missing.
  mutating func askAnew(_ index: Int, _ attempt: AttemptID) {
    guard let problem = state.missingHost(of: index) ?? state.missingValue(of: index) else { return ask(index) }
    recovered.insert(attempt)
    finish(attempt, AttemptReport(.failed, message: problem), mayHelpToWait: false)
  }

  mutating func put(_ prompt: Prompt) {
    record(.promptOpened(prompt))
    watch(prompt)
    hold(.ask(prompt))
  }

  func watched(_ number: Int) -> Duration? {
    let prompt = state.prompts[number - 1]
    return prompt.isOpen ? prompt.expires : nil
  }

  mutating func watch(_ prompt: Prompt) {
    if prompt.terms?.timeout != nil { timed.insert(prompt.number) }
  }

  /// When the time of the first open prompt is over, in the run's own time.
  var nextExpiry: Duration? { timed.compactMap { watched($0) }.min() }

  /// Ends the prompts whose time is over.
  ///
  /// Only when woken, and only what was overdue when it was woken before: answers that were there before the first time
  /// was over, in the folder of a run that is resumed or behind a slow journal, are heard in between.
  mutating func expirePrompts() {
    for number in timed.sorted() {
      guard let expiry = watched(number) else {
        timed.remove(number)
        overdue.remove(number)
        continue
      }
      guard expiry <= elapsed, !overdue.insert(number).inserted else { continue }
      record(.promptExpired(PromptExpiry(prompt: number)))
      drawConsequences(of: state.prompts[number - 1].prompt)
    }
  }

  /// Takes a person's word; one that doesn't count changes nothing.
  mutating func take(_ answer: PromptAnswer) {
    guard state.objection(to: answer) == nil,
      let prompt = state.openPrompts.first(where: { $0.number == answer.prompt })
    else {
      if let why = state.reasonToIgnore(answer) { effects.append(.ignore(answer, because: why)) }
      return
    }
    let steps = state.prompts(answeredBy: answer).compactMap { state.graph.index(of: state.prompts[$0].prompt.step) }
    record(.promptAnswered(answer))
    if answer.choice == .reject { return drawConsequences(of: prompt) }
    steps.forEach { follow($0) }
    if answer.choice == .stop { stop(on: answer) }
  }

  /// A no, or silence, may be a failure that stops the run, or one about which a person is asked.
  private mutating func drawConsequences(of prompt: Prompt) {
    guard let index = state.graph.index(of: prompt.step), prompt.subject != .cleanup else { return }
    follow(index)
    if state.steps[index].state == .asking { self.prompt(index) } else { stopIfFatal(index) }
  }
}

/// A drill that has failed leaves time to look before everything is put away.
extension RunMachine {
  private static let cleanupPause = Duration.seconds(300)

  /// Whether cleanup has to wait for somebody who looks around; asks, once, where somebody may.
  mutating func pausesBeforeCleanup(_ stop: StopRequest) -> Bool {
    if state.isPausing { return true }
    guard case .failure(let step) = stop.cause, mayPause(after: step) else { return false }
    put(
      Prompt(
        number: state.prompts.count + 1, step: step, subject: .cleanup,
        question: "\(step) failed. Look around before cleanup? It begins by itself in 5 minutes.",
        choices: Choice.beforeCleanup, terms: PromptTerms(timeout: Self.cleanupPause, onTimeout: .approve)))
    return true
  }

  /// Only somebody at a terminal looks around, and only before anything has been put away.
  private func mayPause(after step: StepID) -> Bool {
    guard let index = state.graph.index(of: step), !isCleanup(index), active.isEmpty, !state.bookkeepingLost,
      state.sessions.last?.opening.interactive == true, state.stops.allSatisfy(\.isAfterFailure),
      !state.prompts.contains(where: { $0.prompt.subject == .cleanup }),
      state.graph.cleanups.allSatisfy({ state.steps[$0].attempts.isEmpty })
    else { return false }
    return state.graph.cleanups.contains {
      state.steps[$0].state == .waiting && state.usedStepThatNeverRan(by: $0) == nil
    }
  }
}

extension RunState {
  /// Cleanup waits for somebody who looks around.
  var isPausing: Bool { prompts.contains { $0.isOpen && $0.prompt.subject == .cleanup } }
}

extension StopRecord {
  fileprivate var isAfterFailure: Bool {
    if case .failure = request.cause { !request.cancelsRunning } else { false }
  }
}
