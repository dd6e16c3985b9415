internal import RecoveryPlanning
internal import RunbookModel

/// Steps that are there to ask: what answers, and silence, make of them.
extension RunState {
  /// The step has started and asks people, but its question hasn't been put yet.
  func isUnasked(_ index: Int) -> Bool {
    guard plan.steps[index].step.asksPeople, case .running(let attempt) = steps[index].state else { return false }
    return attempt.purpose == .work
  }

  /// Takes a word on a step's own question; an approval closes it only when enough people have given theirs.
  mutating func settle(_ place: Int, by answer: PromptAnswer, at moment: Moment) throws(Contradiction) {
    let prompt = prompts[place].prompt
    let index = try requireIndex(prompt.step)
    if answer.choice == .approve {
      prompts[place].approvals.append(Dated(answer, at: moment))
      guard prompts[place].approvals.count >= prompt.terms?.count ?? 1 else { return }
    }
    prompts[place].answer = answer
    prompts[place].closed = moment
    steps[index].words.append(answer)
    let why = answer.reason.map { ": \($0)" } ?? ""
    switch answer.choice {
    case .done:
      let values = answer.fields.map { (OutputName($0.name), $0.value) }
      let outputs = Dictionary(values) { first, _ in first }
      succeed(index, AttemptReport(.succeeded, message: "done by \(answer.by)\(why)", outputs: outputs), at: moment)
    case .approve:
      let names = prompts[place].approvals.map { "\($0.word.by)" }.joined(separator: " and ")
      succeed(index, AttemptReport(.succeeded, message: "approved by \(names)\(why)"), at: moment)
    case .decide:
      guard let option = answer.option else { throw Contradiction("the decision of \(prompt.step) names no option") }
      steps[index].decision = option
      succeed(index, AttemptReport(.succeeded, message: "\(answer.by) chose \(option)\(why)"), at: moment)
    case .reject: fail(index, AttemptReport(.failed, message: "\(answer.by) said no\(why)"), at: moment)
    case .skip:
      endQuestion(index, AttemptReport(.cancelled, message: "\(answer.by) left it out\(why)"), .skipped, at: moment)
    case .stop:
      endQuestion(
        index, AttemptReport(.cancelled, message: "\(answer.by) stopped the run\(why)"), .cancelled, at: moment)
    case .rerun, .confirm, .amend, .cleanUp:
      throw Contradiction("prompt \(prompt.number) can't be answered with \(answer.choice.rawValue)")
    }
  }

  /// Nobody answered in time: what the author said of silence holds, and without a word of the author it is a no.
  mutating func applyExpiry(_ expiry: PromptExpiry, at moment: Moment) throws(Contradiction) {
    let place = expiry.prompt - 1
    guard prompts.indices.contains(place), prompts[place].isOpen, let terms = prompts[place].prompt.terms,
      let timeout = terms.timeout
    else { throw Contradiction("prompt \(expiry.prompt) isn't open, or waits for ever") }
    let index = try requireIndex(prompts[place].prompt.step)
    prompts[place].hasExpired = true
    prompts[place].closed = moment
    guard prompts[place].prompt.subject != .cleanup else { return }
    let silence = "nobody answered within \(timeout.roundedText)"
    switch terms.onTimeout {
    case .fail: fail(index, AttemptReport(.timedOut, message: silence), at: moment)
    case .skip:
      endQuestion(index, AttemptReport(.timedOut, message: "\(silence), so it is left out"), .skipped, at: moment)
    case .approve:
      succeed(index, AttemptReport(.succeeded, message: "\(silence), which counts as approved"), at: moment)
    case .choose(let option):
      steps[index].decision = option
      succeed(index, AttemptReport(.succeeded, message: "\(silence), so \(option) holds"), at: moment)
    }
  }

  private mutating func succeed(_ index: Int, _ report: AttemptReport, at moment: Moment) {
    steps[index].outputs.merge(report.outputs) { _, new in new }
    let restored = restoredData(of: index, with: report.outputs)
    steps[index].recoveryPoint = restored.point ?? steps[index].recoveryPoint
    steps[index].size = restored.size ?? steps[index].size
    if let provides = plan.steps[index].step.provides {
      keepAddress(of: provides.host, by: index, with: report.outputs)
    }
    endQuestion(index, report, .passed, at: moment)
  }

  /// A no is a failure like any other.
  private mutating func fail(_ index: Int, _ report: AttemptReport, at moment: Moment) {
    let mustAsk = !isStopping(index) && plan.steps[index].step.failurePolicy(in: plan.mode) == .ask
    endQuestion(index, report, mustAsk ? nil : .failed, at: moment)
  }

  /// Without an outcome, a person is asked what to do about it.
  mutating func endQuestion(_ index: Int, _ report: AttemptReport, _ outcome: Outcome?, at moment: Moment) {
    if let last = steps[index].attempts.indices.last {
      steps[index].attempts[last].report = report
      steps[index].attempts[last].disposition = outcome.map { .over($0) } ?? .ask
      steps[index].attempts[last].ended = moment
    }
    if let outcome { finish(index, outcome, at: moment) } else { steps[index].state = .asking }
  }
}

extension PromptRecord {
  /// When nobody's answer counts any more, in the run's own time; nil for one that waits for ever.
  package var expires: Duration? { prompt.terms?.timeout.map { opened.elapsed + $0 } }
}
