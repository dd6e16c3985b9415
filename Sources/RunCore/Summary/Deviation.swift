internal import RecoveryPlanning
package import RunbookModel

/// Anything in a run that was not the plan.
package struct Deviation: Hashable, Sendable, Decodable {
  package enum Kind: String, Sendable, Decodable, CaseIterable {
    case skipped, byHand = "by-hand"
    /// Tried again on a person's word.
    case rerun
    /// More tries than one were needed.
    case retried
    /// Failed, and the run went on as its author allowed.
    case continued
    case stopped
    case bookkeepingLost = "bookkeeping-lost"
    /// A person vouched for the key that a host showed.
    case keyConfirmed = "key-confirmed"
    /// A host that another recovery had marked was taken over on a person's word.
    case takenOver = "taken-over"
    /// Somebody ran a command that no runbook holds.
    case adHoc = "ad-hoc"
    /// Nobody answered a question in time.
    case expired
    /// The plan was changed during the run.
    case amended
    /// A run that was over was taken up again.
    case reopened
    /// A person gave another time than the one that was measured.
    case timeSaid = "time-said"
  }

  package var kind: Kind
  package var step: StepID?
  package var at: Moment
  package var by: Operator?
  package var reason: String?
  /// What it was about, where the step alone doesn't tell.
  package var detail: String?

  static func all(in state: RunState, _ services: [ServiceSummary]) -> [Deviation] {
    let prompts = Dictionary(grouping: state.prompts, by: \.prompt.step)
    let own = state.plan.steps.indices.filter { state.plan.steps[$0].isOfRunbook }
    let ofSteps = own.flatMap { index in
      ofStep(index, prompts[state.plan.steps[index].id] ?? [], in: state)
    }
    let stops = state.stops.map { record in
      var deviation = Deviation(kind: .stopped, step: nil, at: record.at, by: nil, reason: record.request.reason)
      switch record.request.cause {
      case .operator(let person): deviation.by = person
      case .failure(let step):
        deviation.step = step
        deviation.reason = deviation.reason ?? "\(step) failed"
      case .bookkeeping: break
      }
      return deviation
    }
    let losses = state.irregularities.compactMap { irregularity -> Deviation? in
      guard case .bookkeepingLost(let reason) = irregularity.kind else { return nil }
      return Deviation(kind: .bookkeepingLost, step: nil, at: irregularity.at, by: nil, reason: reason)
    }
    let acceptances = state.hosts.sorted { $0.key < $1.key }.flatMap { $0.value.acceptances }.map(Deviation.init)
    let commands = state.adHoc.filter(\.mayHaveRun).map { record in
      Deviation(
        kind: .adHoc, step: nil, at: record.started, by: record.request.by, reason: record.request.reason,
        detail: "\(record.request.host?.text ?? "this machine"): \(record.request.command.words)")
    }
    let changes = state.amendments.map(Deviation.init) + state.reopenings.map(Deviation.init)
    let words = services.flatMap { service in
      (service.said ?? []).compactMap { said in
        said.detail(of: service.id).map { Deviation(kind: .timeSaid, at: said.at, by: said.by, detail: $0) }
      }
    }
    let all = ofSteps + stops + losses + acceptances + commands + changes + words
    return all.sorted { $0.at.elapsed < $1.at.elapsed }
  }

  private static func ofStep(_ index: Int, _ prompts: [PromptRecord], in state: RunState) -> [Deviation] {
    let record = state.steps[index]
    let id = state.plan.steps[index].id
    var result = prompts.compactMap { prompt -> Deviation? in
      guard let at = prompt.closed else { return nil }
      if let silence = prompt.meaningOfSilence {
        return Deviation(kind: .expired, step: id, at: at, by: nil, reason: silence)
      }
      guard let answer = prompt.answer, !prompt.isDoneAsAsked, let kind = Kind(answer.choice) else { return nil }
      return Deviation(kind: kind, step: id, at: at, by: answer.by, reason: answer.reason)
    }
    if let retried = record.attempts.first(where: { $0.isRetried }), let at = retried.ended {
      result.append(Deviation(kind: .retried, step: id, at: at, by: nil, reason: retried.report?.message))
    }
    if record.outcome == .failed, let ended = record.ended, goesOn(after: index, in: state) {
      result.append(Deviation(kind: .continued, step: id, at: ended, by: nil, reason: record.lastMessage))
    }
    return result
  }

  /// What failed in a run that had stopped, or on a person's word, held nothing up and let nothing go on.
  private static func goesOn(after index: Int, in state: RunState) -> Bool {
    let step = state.plan.steps[index].step
    // What triage finds down is what it was to find out.
    return step.phase != .triage && step.failurePolicy(in: state.plan.mode) == .continue
  }
}

extension Deviation.Kind {
  init?(_ choice: Choice) {
    switch choice {
    case .rerun: self = .rerun
    case .done: self = .byHand
    case .skip: self = .skipped
    case .stop, .confirm, .amend, .approve, .reject, .decide, .cleanUp: return nil
    }
  }
}

extension PromptRecord {
  /// A manual step was carried out, which is the plan.
  fileprivate var isDoneAsAsked: Bool { prompt.subject == .manual && answer?.choice == .done }

  /// What followed from nobody's answering in time, in words; nil where somebody did, or where nothing was decided by it.
  var meaningOfSilence: String? {
    guard hasExpired, prompt.subject != .cleanup, let terms = prompt.terms, let timeout = terms.timeout else {
      return nil
    }
    let silence = "nobody answered within \(timeout.roundedText)"
    return switch terms.onTimeout {
    case .fail: "\(silence), which counts as a no"
    case .skip: "\(silence), so it was left out"
    case .approve: "\(silence), which counts as approved"
    case .choose(let option): "\(silence), so \(option) was chosen"
    }
  }
}

extension AttemptRecord {
  /// Its step was tried again without anybody's word, and not because it polls.
  fileprivate var isRetried: Bool {
    guard case .again(_, _, let why) = disposition else { return false }
    return why == .retry || why == .unknown || why == .neverStarted
  }
}

extension Deviation {
  fileprivate init(_ acceptance: HostAcceptance) {
    let refusal = acceptance.refusal
    kind = refusal.subject == .foreignMarker ? .takenOver : .keyConfirmed
    step = acceptance.step
    at = acceptance.at
    by = acceptance.answer.by
    reason = acceptance.answer.reason
    let shown = refusal.subject == .foreignMarker ? refusal.detail : refusal.fingerprint ?? refusal.detail
    detail = "\(refusal.host) at \(refusal.destination): \(shown)"
  }
}
