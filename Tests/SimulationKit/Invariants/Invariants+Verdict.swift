internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// DESIGN.md section 3, item 8: no false green, judged from what the simulation knows and not from the run's own summary.
extension Simulation {
  func requireHonestVerdict(_ ending: RunEnding, _ state: RunState) {
    let verdict = ending.verdict
    func require(_ isTrue: Bool, _ problem: @autoclosure () -> String) {
      if !isTrue { violate("no false green", "the verdict is \(verdict), and \(problem())") }
    }
    let byOperator = state.stops.contains { if case .operator = $0.request.cause { true } else { false } }
    require(byOperator == (verdict == .stopped), byOperator ? "a person stopped the run" : "nobody stopped the run")
    for (step, record) in zip(plan.steps, state.steps) where step.step.phase != .cleanup && step.proof == nil {
      guard !isFindingOfTriage(step), let outcome = record.outcome,
        [.failed, .cancelled, .skipped, .byHand].contains(outcome)
      else { continue }
      require(ending.findings.contains { $0.hasPrefix("\(step.id) ") }, "that \(step.id) is \(outcome) isn't said")
    }
    for (service, told) in zip(plan.services, RunSummary(of: state).services) {
      require(
        told.rtoJudgement != .met || isShown(service, in: state),
        "\(service.name) is said to have met its target, and no check of it held")
      if let rta = told.rta, let time = trueRecoveryTime(of: service, state) {
        let told = rta + (told.drillOverhead ?? .zero)
        require(told >= time, "\(service.name) is said to have taken \(told.roundedText), in truth \(time.roundedText)")
      }
      if let told = told.rpa, let age = trueAge(of: service, state) {
        require(told >= age, "the data of \(service.name) are said to be \(told.roundedText) old, in truth \(age)")
      }
    }
    guard verdict != .stopped, verdict != .failed else { return }
    let live = state.steps.flatMap(\.attempts).first { $0.report?.refusal?.subject == .liveKey }
    require(live == nil || plan.mode == .incident, "the drill met a live host")
    require(state.stops.allSatisfy(isAboutCleanup), "the run was stopped")
    for (step, record) in zip(plan.steps, state.steps) where step.step.phase != .cleanup {
      require(record.outcome != nil && record.outcome != .cancelled, "\(step.id) did not run")
    }
    for service in plan.services {
      guard verdict != .targetMissed else { continue }
      if let time = trueRecoveryTime(of: service, state), !plan.steps.contains(where: { $0.proof != nil }) {
        require(time <= service.target.rto, "\(service.name) took \(time.roundedText) in truth")
      }
      if let age = trueAge(of: service, state), let rpo = service.target.rpo {
        require(age <= rpo, "the data of \(service.name) are \(age.roundedText) old in truth")
      }
    }
    if verdict == .passed { requireSpotless(state, require) }
  }

  private func requireSpotless(_ state: RunState, _ require: (Bool, @autoclosure () -> String) -> Void) {
    requireSeenRed(state, require)
    for (step, record) in zip(plan.steps, state.steps) where !isFindingOfTriage(step) {
      require([.passed, .alreadyDone, .excluded].contains(record.outcome), "\(step.id) is \(record.state)")
    }
    let isBySilence = state.prompts.contains { $0.hasExpired && $0.prompt.subject != .cleanup }
    require(!isBySilence, "silence decided something")
    require(
      !state.prompts.contains { $0.answer?.choice == .rerun && $0.prompt.refusal == nil },
      "a person had a step run again")
    let takeover = state.prompts.first { $0.prompt.subject == .hostMarker && $0.answer?.choice == .confirm }
    require(takeover == nil, "a host was taken over from another recovery")
    require(!state.adHoc.contains(where: \.mayHaveRun), "somebody ran a command that no runbook holds")
    let isLost = state.irregularities.contains { if case .bookkeepingLost = $0.kind { true } else { false } }
    require(!isLost, "its journal has a gap")
    for service in plan.services {
      require(isShown(service, in: state), "no check of \(service.name) ever held")
      let restores = own(service).filter { plan.steps[$0].step.phase == .restore && plan.steps[$0].excluded == nil }
      let knowsAge =
        service.target.rpo == nil || restores.isEmpty
        || state.steps.indices.contains {
          restores.contains($0) && state.steps[$0].outcome == .passed
        }
      require(knowsAge, "nobody knows how old the data of \(service.name) are")
      let age = trueAge(of: service, state) ?? .zero
      require(age >= .seconds(-1), "the data of \(service.name) are from after the disruption")
    }
  }

  /// Triage is there to find out what is down.
  private func isFindingOfTriage(_ step: PlannedStep) -> Bool {
    step.step.phase == .triage && (step.step.onFailure ?? .continue) == .continue
  }

  /// What is recovered stays so when cleaning up after it fails.
  private func isAboutCleanup(_ stop: StopRecord) -> Bool {
    guard case .failure(let id) = stop.request.cause else { return false }
    return plan.steps.contains { $0.id == id && $0.step.phase == .cleanup }
  }

  private func own(_ service: PlannedService) -> [Int] {
    plan.steps.indices.filter { plan.steps[$0].id.runbook == service.runbook }
  }

  private func isShown(_ service: PlannedService, in state: RunState) -> Bool {
    own(service).contains { plan.steps[$0].step.isCheck && isProof($0) && state.steps[$0].outcome == .passed }
  }

  private func isProof(_ index: Int) -> Bool { [.verify, .cutover].contains(plan.steps[index].step.phase) }

  /// From the drill's T0 to the end of the last check that held, where the simulation saw all of it.
  private func trueRecoveryTime(of service: PlannedService, _ state: RunState) -> Duration? {
    let hasAccept = own(service).contains { plan.steps[$0].step.phase == .accept && plan.steps[$0].excluded == nil }
    guard plan.mode == .drill, let openedAt, !hasRebooted, !hasStoodStill, state.clocks.isEmpty,
      service.target.until == .verified || !hasAccept
    else { return nil }
    let held = own(service).filter {
      isProof($0) && plan.steps[$0].step.isCheck && state.steps[$0].outcome == .passed
    }
    let ends = held.compactMap { index -> Duration? in
      guard state.steps[index].attempts.last?.destination == nil, let attempt = state.steps[index].attempts.last?.id
      else { return nil }
      return jobs[attempt]?.ended
    }
    guard let end = ends.max() else { return nil }
    let allowances = plan.site.allowances ?? Allowances(detect: .zero, decide: .zero, mobilise: .zero)
    let before: Duration =
      switch service.target.clock {
      case .disruption: allowances.total
      case .declared: allowances.mobilise
      case .started: .zero
      }
    return end - openedAt + before
  }

  /// At a drill's T0, by the wall clock that began the run, of the oldest data that were restored.
  private func trueAge(of service: PlannedService, _ state: RunState) -> Duration? {
    guard plan.mode == .drill, let opened = state.opened, state.clocks.isEmpty else { return nil }
    let points = own(service).compactMap { index -> WallTime? in
      guard plan.steps[index].step.phase == .restore, state.steps[index].outcome == .passed else { return nil }
      return plan.steps[index].step.recoveryPoint.flatMap { WallTime($0.text) }
    }
    return points.min().map { opened.wall - (plan.site.allowances?.total ?? .zero) - $0 }
  }
}
