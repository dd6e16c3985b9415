internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// An answer, and when it was given by the machine's own clock.
struct GivenAnswer {
  var answer: PromptAnswer
  var given: Duration
}

/// What people say counts, once, and nothing is said in their place unless its author said so.
///
/// Judged from the site and from what the simulated people said, and not by the core's own objections.
extension Simulation {
  func requireHonestPrompts(_ effects: [RunEffect]) {
    guard let state = driver?.machine.state else { return }
    for case .append(let entry) in effects {
      switch entry.event {
      case .promptAnswered(let answer): requireCounts(answer, state)
      case .promptExpired(let expiry): requireDue(expiry, state)
      default: break
      }
    }
  }

  /// What is taken in counts by the site, and nobody approves twice.
  private func requireCounts(_ answer: PromptAnswer, _ state: RunState) {
    let record = state.prompts[answer.prompt - 1]
    guard let terms = record.prompt.terms else { return }
    if !isAllowed(answer, record.prompt, terms) {
      violate("only who may answers", "\(answer.by) says \(answer.choice.rawValue) to question \(answer.prompt)")
    }
    let names = record.approvals.map { $0.word.by.attested?.text ?? $0.word.by.user }
    if Set(names).count < names.count { violate("only who may answers", "\(names) approve question \(answer.prompt)") }
  }

  private func isAllowed(_ answer: PromptAnswer, _ prompt: Prompt, _ terms: PromptTerms) -> Bool {
    guard prompt.choices.contains(answer.choice) else { return false }
    let roles = RandomPeople.people.first { $0.name == answer.by.attested }?.roles ?? []
    let mayAnswer = terms.role.map { roles.contains($0) } ?? true
    switch answer.choice {
    case .approve, .reject: return mayAnswer && (terms.excluded == nil || answer.by.attested != "matthew")
    case .decide: return mayAnswer && terms.options.map(\.name).contains(answer.option)
    case .done: return mayAnswer && answer.fields.map(\.name) == terms.fields.map(\.name)
    case .skip: return answer.reason != nil
    default: return true
    }
  }

  /// Silence decides when the time is over by the machine's own clock, and not while an answer lies there.
  private func requireDue(_ expiry: PromptExpiry, _ state: RunState) {
    let record = state.prompts[expiry.prompt - 1]
    guard let terms = record.prompt.terms, let timeout = terms.timeout, let now = state.last?.elapsed else {
      return violate("silence", "question \(expiry.prompt) has no time that could be over")
    }
    if now < record.opened.elapsed + timeout { violate("silence", "question \(expiry.prompt) expires too early") }
    guard !hasRebooted, !hasLostEntries, let openedAt, record.answer == nil else {
      if record.answer != nil { violate("silence", "question \(expiry.prompt) expires after its answer") }
      return
    }
    let due = openedAt + record.opened.elapsed + timeout
    let inTime = given.filter { $0.answer.prompt == expiry.prompt && $0.given < due }.map(\.answer)
    let counting = inTime.filter { isAllowed($0, record.prompt, terms) }
    let approvals = Set(counting.filter { $0.choice == .approve }.map(\.by.attested))
    if counting.contains(where: { $0.choice != .approve }) || approvals.count >= terms.count {
      violate("silence", "question \(expiry.prompt) expires, and its answer was there in time")
    }
  }

  /// What a step came to by an answer is what people said.
  func requireAnswersHold(_ state: RunState) {
    for (step, record) in zip(plan.steps, state.steps) where step.step.asksPeople && record.outcome == .passed {
      guard let prompt = state.prompts.last(where: { $0.prompt.step == step.id }), let terms = prompt.prompt.terms
      else {
        violate("people", "\(step.id) passed, and nobody was asked")
        continue
      }
      if prompt.hasExpired {
        if terms.onTimeout == .fail || terms.onTimeout == .skip { violate("silence", "\(step.id) passed by silence") }
      } else {
        requireAnswerHolds(of: step, record, prompt, terms)
      }
    }
  }

  private func requireAnswerHolds(
    of step: PlannedStep, _ record: StepRecord, _ prompt: PromptRecord, _ terms: PromptTerms
  ) {
    let counting = given.map(\.answer).filter {
      $0.prompt == prompt.prompt.number && isAllowed($0, prompt.prompt, terms)
    }
    switch prompt.answer?.choice {
    case .approve:
      let people = Set(prompt.approvals.map(\.word.by.attested))
      if people.count < terms.count {
        violate("enough people approve", "\(step.id) passed, and only \(people.count) people approved")
      }
    case .done:
      let outputs = Dictionary(
        uniqueKeysWithValues: prompt.answer?.fields.map { (OutputName($0.name), $0.value) } ?? [])
      if record.outputs != outputs { violate("people", "\(step.id) gives \(record.outputs), not \(outputs)") }
      if !hasLostEntries, counting.first != prompt.answer {
        violate("the first answer wins", "\(step.id) took \(String(describing: prompt.answer))")
      }
    case .decide:
      if record.decision != prompt.answer?.option {
        violate("people", "\(step.id) decided \(record.decision ?? "nothing")")
      }
      if !hasLostEntries, counting.first != prompt.answer {
        violate("the first answer wins", "\(step.id) took \(String(describing: prompt.answer))")
      }
    default: violate("people", "\(step.id) passed by \(String(describing: prompt.answer?.choice))")
    }
  }

  /// While somebody looks around, nothing is put away.
  func requireNothingPutAway(_ attempt: AttemptID) {
    guard let state = driver?.machine.state,
      plan.steps.contains(where: { $0.id == attempt.step && $0.step.phase == .cleanup }),
      state.stop != nil
    else { return }
    if state.openPrompts.contains(where: { $0.subject == .cleanup }) {
      violate("cleanup waits", "\(attempt) starts while somebody looks around")
    }
  }
}
