internal import RecoveryPlanning
internal import RunbookModel

/// What a run amounts to (DESIGN.md section 3, item 8: no false green).
struct RunJudgement {
  let clocks: RunClocks
  let services: [ServiceSummary]
  let proof: ProofSummary?
  let overhead: DrillOverhead
  private(set) var verdict: Verdict = .passed
  private(set) var findings: [String] = []

  /// Judges what has happened up to now; steps that have not run count as not reached.
  init(of state: RunState, at now: Moment, by rules: JudgementRules = .current) {
    let clocks = RunClocks(of: state)
    self.clocks = clocks
    let overhead = DrillOverhead(of: state, at: now)
    self.overhead = overhead
    services = state.plan.services.map {
      ServiceSummary(of: $0, in: state, clocks: clocks, overhead: overhead, by: rules)
    }
    proof = ProofSummary(of: state)
    let stops = Self.stops(in: state)
    let failures = Self.failures(in: state)
    let misses = services.flatMap(Self.misses)
    let conditions = Self.conditions(in: state, services) + (proof?.conditions ?? [])
    findings = stops + failures + misses + conditions
    if !stops.isEmpty {
      verdict = .stopped
    } else if !failures.isEmpty {
      verdict = .failed
    } else if !misses.isEmpty {
      verdict = .targetMissed
    } else if !conditions.isEmpty {
      verdict = .passedWithConditions
    }
  }

  private static func stops(in state: RunState) -> [String] {
    let word = state.stopsBeforeEnd.first {
      if case .operator = $0.request.cause { true } else { false }
    }
    guard let word, case .operator(let person) = word.request.cause else { return [] }
    return ["stopped by \(person)" + (word.request.reason.map { ": \($0)" } ?? "")]
  }

  private static func failures(in state: RunState) -> [String] {
    var result: [String] = []
    if state.stopsBeforeEnd.contains(where: { $0.request.cause == .bookkeeping }) {
      result.append("the journal could not be written, so the drill proves nothing")
    }
    var notReached = 0
    if state.plan.mode == .drill {
      for record in state.steps { result += record.attempts.compactMap(\.liveHost).map(\.words) }
    }
    for index in state.plan.steps.indices where state.plan.steps[index].step.phase != .cleanup {
      let id = state.plan.steps[index].id
      let isProof = state.plan.steps[index].proof != nil
      switch state.steps[index].outcome {
      case .failed where stopped(after: id, in: state): result.append("\(id) failed" + reason(state.steps[index]))
      case .cancelled where isProof, nil where isProof: break
      case .cancelled: result.append("\(id) was cancelled" + reason(state.steps[index]))
      case nil: notReached += 1
      default: break
      }
    }
    if notReached > 0 { result.append("\(notReached) planned step\(notReached == 1 ? "" : "s") did not run") }
    for service in state.plan.services {
      let steps = state.plan.steps.indices.filter { state.plan.steps[$0].id.runbook == service.runbook }
      if ServiceSteps(state: state, indices: steps.filter { state.plan.steps[$0].proof == nil }).provesNothing {
        result.append("\(service.name) is not verified: every check of it was left out or vouched for")
      }
      let failed = steps.filter { state.plan.steps[$0].step.isCheck && state.steps[$0].outcome == .failed }
      for index in failed where !stopped(after: state.plan.steps[index].id, in: state) {
        let phase = state.plan.steps[index].step.phase
        guard phase == .verify || phase == .cutover else { continue }
        result.append(
          "\(service.name) is not verified: \(state.plan.steps[index].id) failed" + reason(state.steps[index]))
      }
    }
    return result
  }

  private static func stopped(after step: StepID, in state: RunState) -> Bool {
    state.stops.contains { $0.request.cause == .failure(step) }
  }

  private static func reason(_ record: StepRecord) -> String {
    guard let message = record.lastMessage?.split(separator: "\n").first else { return "" }
    return ": \(message)"
  }

  private static func misses(_ service: ServiceSummary) -> [String] {
    var result: [String] = []
    if service.rtoJudgement == .missed, let rta = service.countedRTA {
      result.append("\(service.id) took \(rta.roundedText), \((rta - service.target.rto).roundedText) over its target")
    }
    if service.rpoJudgement == .missed, let rpa = service.rpa, let rpo = service.target.rpo {
      result.append("the data of \(service.id) are \(rpa.roundedText) old, over its target of \(rpo.roundedText)")
    }
    return result
  }

  /// Nobody knows whether a backup that was made after the disruption is sound.
  private static func doubt(_ service: ServiceName, _ after: Duration, _ mode: RunMode) -> String {
    let made = "the backup that \(service) was restored from was made \(after.roundedText) after the disruption"
    return mode == .incident
      ? "\(made): it may hold the damage"
      : "\(made) that the drill assumes: after a real one there may be none, or it may hold the damage"
  }

  private static func conditions(in state: RunState, _ services: [ServiceSummary]) -> [String] {
    var result: [String] = []
    for service in services {
      if service.verified == nil, service.countedRTA != nil {
        result.append("no check proves that \(service.id) works; it was only accepted")
      } else if service.rtoJudgement == .unknown {
        let why =
          service.verified == nil
          ? "not all of its checks passed"
          : service.countedEnd == nil ? "nobody accepted it" : service.target.clock.isUnknown
        result.append("the recovery time of \(service.id) is unknown: \(why)")
      }
      if let after = service.madeAfterDisruption {
        result.append(Self.doubt(service.id, after, state.plan.mode))
      } else if service.rpoJudgement == .unknown, service.rpa == nil {
        result.append("the age of the restored data of \(service.id) is unknown")
      }
      result += (service.said ?? []).compactMap { $0.condition(of: service.id) }
    }
    result += state.clocksSetAfterEnd.map { "the time of the \($0.noun) was set after the run's end" }
    result += state.refusals
    result += state.amendmentConditions
    for index in state.plan.steps.indices where state.plan.steps[index].isOfRunbook {
      let id = state.plan.steps[index].id
      let isCleanup = state.plan.steps[index].step.phase == .cleanup
      let silences = state.silences(about: id)
      result += silences
      switch state.steps[index].outcome {
      case .skipped where state.steps[index].exclusion != nil: break
      case .skipped where silences.isEmpty: result.append("\(id) was skipped")
      case .byHand: result.append("\(id) was done by hand")
      case .failed where isCleanup:
        result.append("\(id) failed, so something may be left over" + reason(state.steps[index]))
      case .failed where state.isFindingOfTriage(index):
        if state.couldNotLook(index) { result.append("\(id) could not look" + reason(state.steps[index])) }
      case .failed where !stopped(after: id, in: state):
        let wentOn = state.stop == nil ? " and the run went on" : ""
        result.append("\(id) failed" + wentOn + reason(state.steps[index]))
      case .cancelled where isCleanup: result.append("\(id) was cancelled, so something may be left over")
      case nil where isCleanup: result.append("\(id) did not run, so something may be left over")
      default: break
      }
      if state.plan.steps[index].proof == nil, state.steps[index].attempts.last?.report?.finding == .stale {
        result.append("\(id) was compared with a known-good answer that is older than the check")
      }
      if state.steps[index].words.contains(where: { $0.choice == .rerun && !state.isAboutHost($0) }) {
        result.append("\(id) was run again on a person's word")
      }
    }
    result += state.reopeningConditions
    result += state.hosts.sorted { $0.key < $1.key }.flatMap { $0.value.acceptances }.map(\.refusal)
      .filter { $0.subject == .foreignMarker }.map { "\($0.host) was taken over from another recovery" }
    let commands = state.adHoc.count(where: \.mayHaveRun)
    if commands > 0 {
      result.append("\(commands) ad-hoc command\(commands == 1 ? " was" : "s were") run that no runbook holds")
    }
    if state.irregularities.contains(where: { $0.isLostBookkeeping }) {
      result.append("the journal could not be written for a while")
    }
    return result
  }
}

extension Target.Clock {
  /// Why the time that counts from it is not known.
  fileprivate var isUnknown: String {
    switch self {
    case .disruption: "nobody said when the disruption was"
    case .declared: "nobody said when the incident was declared"
    case .started: "the run's start is unknown"
    }
  }
}

extension RunState {
  /// What silence decided about a step; where it counts as a no, the failure is told.
  fileprivate func silences(about step: StepID) -> [String] {
    prompts.filter { $0.prompt.step == step && $0.hasExpired }.compactMap { record in
      guard let terms = record.prompt.terms, let timeout = terms.timeout, record.prompt.subject != .cleanup else {
        return nil
      }
      let silence = "nobody answered within \(timeout.roundedText)"
      return switch terms.onTimeout {
      case .fail: nil
      case .skip: "\(step) was skipped: \(silence)"
      case .approve: "\(step) counts as approved: \(silence)"
      case .choose(let option): "\(step) was decided by silence, for \(option): \(silence)"
      }
    }
  }

  /// Whether a look of triage gave no answer: nobody knows whether what it asks about is up.
  fileprivate func couldNotLook(_ index: Int) -> Bool {
    guard let report = steps[index].attempts.last?.report else { return true }
    return report.result != .failed || report.finding == .inconclusive || [126, 127].contains(report.exit)
  }

  /// Approvals that were refused, whatever was done about it later.
  fileprivate var refusals: [String] {
    prompts.compactMap { record in
      guard let answer = record.answer, answer.choice == .reject else { return nil }
      return "\(record.prompt.step) was refused by \(answer.by)" + (answer.reason.map { ": \($0)" } ?? "")
    }
  }

  /// What triage finds down is what it was to find out, unless its author says that the run must not go on.
  func isFindingOfTriage(_ index: Int) -> Bool {
    let step = plan.steps[index].step
    return step.phase == .triage && step.failurePolicy(in: plan.mode) == .continue
  }

  /// Whether it answers a prompt about a host: then nothing of the step had run.
  fileprivate func isAboutHost(_ answer: PromptAnswer) -> Bool {
    prompts.indices.contains(answer.prompt - 1) && prompts[answer.prompt - 1].prompt.refusal != nil
  }

  /// The run's ending; judged anew where a clock was corrected afterwards, so that no verdict outlives its reasons.
  var standingEnding: RunEnding? { standingEnding(by: .current) }

  func standingEnding(by rules: JudgementRules) -> RunEnding? {
    guard isCorrected, ending != nil, let ended else { return ending }
    let judgement = RunJudgement(of: self, at: ended, by: rules)
    return RunEnding(verdict: judgement.verdict, findings: judgement.findings)
  }
}

extension Irregularity {
  fileprivate var isLostBookkeeping: Bool {
    if case .bookkeepingLost = kind { true } else { false }
  }
}
