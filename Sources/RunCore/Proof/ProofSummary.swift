internal import RecoveryPlanning
package import RunbookModel

/// What a drill showed about its checks: whether each was seen red, and which breaks each noticed.
package struct ProofSummary: Hashable, Sendable, Decodable {
  /// Every check of verify, in the plan's order.
  package var checks: [SeenCheck]
  /// In the order in which they were done.
  package var breaks: [BreakSummary]
  /// Breaks that the runbooks have, done or not.
  package var breaksThere: Int

  /// Nil where there is nothing to prove: in an incident, or without checks and breaks.
  init?(of state: RunState) {
    guard state.plan.mode == .drill else { return nil }
    var trials: [StepID: Int] = [:]
    for index in state.plan.steps.indices {
      if case .seenRed(let check) = state.plan.steps[index].proof { trials[check] = index }
    }
    checks = state.plan.steps.indices.compactMap { SeenCheck(of: state, index: $0, trial: trials) }
    breaks = state.graph.breaks.map { BreakSummary(of: $0, in: state) }
    breaksThere = state.plan.runbooks.reduce(0) { $0 + $1.breaks }
    if checks.isEmpty && breaks.isEmpty && breaksThere == 0 { return nil }
  }

  /// Checks that were tried under at least one break, and held under all of them.
  package var sleepingChecks: [StepID] {
    var slept: [StepID] = []
    var noticed: Set<StepID> = []
    var seen: Set<StepID> = []
    for trial in breaks.flatMap(\.trials) {
      switch trial.result {
      case .noticed: noticed.insert(trial.check)
      case .slept: if seen.insert(trial.check).inserted { slept.append(trial.check) }
      case .notTried: break
      }
    }
    return slept.filter { !noticed.contains($0) }
  }
}

/// Whether a check was seen to fail where there were no data.
package struct SeenCheck: Hashable, Sendable, Decodable {
  package enum Result: String, Hashable, Sendable, Decodable, CaseIterable {
    case red
    /// It held without data, so it proves nothing.
    case vacuous
    case inconclusive
    /// Its author says why it isn't tried.
    case skipped
    /// Its condition, or that of its trial, left it out.
    case leftOut = "left-out"
    /// The run has not come, or never came, so far.
    case notReached = "not-reached"
  }

  package var check: StepID
  package var title: String
  package var result: Result
  /// What it saw, or why it wasn't tried.
  package var message: String?
  package var started: Moment?
  @OptionalDurationText package var duration: Duration?

  init?(of state: RunState, index: Int, trial trials: [StepID: Int]) {
    let planned = state.plan.steps[index]
    guard planned.step.phase == .verify, planned.step.isCheck, planned.excluded == nil, planned.healthOf == nil,
      planned.proof == nil
    else { return nil }
    check = planned.id
    title = planned.step.title
    _duration = OptionalDurationText(wrappedValue: nil)
    guard let place = trials[planned.id] else {
      guard let reason = planned.step.seenRedSkip ?? planned.unseen else { return nil }
      result = planned.step.seenRedSkip == nil ? .inconclusive : .skipped
      message = reason
      if state.steps[index].outcome == .excluded { result = .leftOut }
      return
    }
    let record = state.steps[place]
    started = record.firstStarted
    if let ended = record.ended, let started {
      _duration = OptionalDurationText(wrappedValue: ended.elapsed - started.elapsed)
    }
    message = record.exclusion ?? record.lastReport?.message
    if record.outcome == .excluded || state.steps[index].outcome == .excluded {
      result = .leftOut
    } else if record.outcome == nil || record.outcome == .cancelled {
      result = .notReached
    } else if let report = record.lastReport {
      switch CheckTrial(withoutData: report) {
      case .red: result = .red
      case .green: result = .vacuous
      case .inconclusive: result = .inconclusive
      }
    } else {
      result = .notReached
    }
  }
}

/// What came of one break.
package struct BreakSummary: Hashable, Sendable, Decodable, Identifiable {
  package enum Result: String, Hashable, Sendable, Decodable, CaseIterable {
    case done
    /// The damage failed, or nobody knows whether it was done.
    case notDone = "not-done"
    /// Left out, because an earlier one could not be mended.
    case leftOut = "left-out"
    /// The run was stopped in the middle of it, so that the damage may be done.
    case brokenOff = "broken-off"
    case notReached = "not-reached"
  }

  /// The break, after its runbook.
  package var id: StepID
  package var title: String
  package var result: Result
  /// Why it was not done.
  package var message: String?
  package var isMended: Bool
  /// Why it is not mended: what the mending said, or the checks that did not hold again.
  package var mendMessage: String?
  package var trials: [BreakTrial]

  init(of places: BreakPlaces, in state: RunState) {
    let damage = state.steps[places.damage]
    id = places.id
    let name = state.plan.steps[places.damage].step.title
    title = name.hasPrefix("break: ") ? String(name.dropFirst("break: ".count)) : name
    message = damage.exclusion ?? damage.lastMessage
    switch damage.outcome {
    case .passed: result = .done
    case .failed: result = .notDone
    case .excluded: result = .leftOut
    case nil, .cancelled, .skipped, .byHand, .alreadyDone:
      let isOver = damage.outcome != nil || state.ending != nil
      let mayBeDone = damage.attempts.contains { $0.report?.result != .neverStarted }
      result = isOver && mayBeDone ? .brokenOff : .notReached
    }
    isMended = !damage.attempts.isEmpty && !state.isNotMended(places)
    trials = places.noticing.compactMap { BreakTrial(of: $0, in: state) }
    guard !isMended, !damage.attempts.isEmpty else { return }
    if let mending = places.mending, state.steps[mending].outcome != .passed {
      mendMessage = state.steps[mending].lastMessage ?? "its mending did not run"
      return
    }
    let open = places.mended.filter { state.steps[$0].outcome == .failed }
    mendMessage = open.map { index in
      let check = state.plan.steps[index].proof?.check?.description ?? ""
      return "\(check) did not hold again" + (state.steps[index].lastMessage.map { ": \($0)" } ?? "")
    }.joined(separator: "\n")
  }

  package var noticed: Int { trials.count { $0.result == .noticed } }
}

/// What one check made of one break.
package struct BreakTrial: Hashable, Sendable, Decodable {
  package enum Result: String, Hashable, Sendable, Decodable, CaseIterable {
    case noticed, slept, notTried = "not-tried"
  }

  package var check: StepID
  package var result: Result
  package var message: String?

  init?(of index: Int, in state: RunState) {
    guard let check = state.plan.steps[index].proof?.check else { return nil }
    self.check = check
    let record = state.steps[index]
    message = record.exclusion ?? record.lastReport?.message
    guard record.outcome == .passed, let report = record.lastReport else {
      result = .notTried
      return
    }
    switch CheckTrial(underBreak: report) {
    case .red: result = .noticed
    case .green: result = .slept
    case .inconclusive: result = .notTried
    }
  }
}
