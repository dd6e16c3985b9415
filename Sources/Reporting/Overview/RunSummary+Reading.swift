internal import RunCore
internal import RunbookModel

extension RunSummary {
  /// The last moment of which the record tells; a report knows no other "today", so that it is the same on every day.
  var lastTold: WallTime? {
    let times =
      [clocks.started, clocks.ended].compactMap { $0?.wall } + sessions.map(\.opened.wall) + notes.map(\.at.wall)
      + notes.flatMap(\.changes).map(\.at.wall) + signOffs.map(\.at.wall)
    return times.max()
  }

  /// Those of the record as it is now: nothing was added to it since but sign-offs.
  var currentSignOffs: ArraySlice<Dated<SignOff>> { signOffs.dropFirst(outdatedSignOffs ?? 0) }

  func title(of step: StepID) -> String {
    CellText.line(steps.first { $0.id == step }?.title ?? step.description, most: 80)
  }

  /// Whether a run that is over left the service without a check that shows it back.
  func isUnmet(_ service: ServiceSummary) -> Bool { verdict != nil && service.verified == nil }

  /// Steps of the runbooks that were to run in this plan.
  var plannedSteps: [StepSummary] { steps.filter { $0.status != .excluded && $0.proof == nil } }

  /// Those that passed, or found their work done.
  var doneSteps: [StepSummary] { plannedSteps.filter { [.passed, .alreadyDone].contains($0.status) } }

  var passedChecks: [StepSummary] { plannedSteps.filter { $0.isCheck && $0.status == .passed } }

  /// Checks that the run was to see red without the data.
  var checksToSeeRed: [SeenCheck] { proof?.checks.filter { $0.result != .leftOut } ?? [] }

  /// One for each target of time and of data that a service has.
  var judgements: [ServiceSummary.Judgement] { services.flatMap(\.judgements) }

  func name(_ service: ServiceSummary) -> String { CellText.line(service.id.text, most: 60) }

  /// Checks that were to show that the service works, done or not.
  func checks(of service: ServiceSummary) -> [StepSummary] {
    plannedSteps.filter { step in
      step.isCheck && step.id.runbook == service.runbook && (step.phase == .verify || step.phase == .cutover)
    }
  }

  /// Recovered, as far as the verdict says.
  var hasRecovered: Bool { verdict?.hasRecovered ?? false }

  /// What a run that is over did not show counts as not met.
  func isUnmet(_ judgement: ServiceSummary.Judgement, of service: ServiceSummary) -> Bool {
    judgement == .unknown && isUnmet(service)
  }

  func words(_ judgement: ServiceSummary.Judgement, of service: ServiceSummary, _ say: Phrasebook) -> String {
    isUnmet(judgement, of: service) ? say("not met") : judgement.words(say: say)
  }

  func tone(_ judgement: ServiceSummary.Judgement, of service: ServiceSummary) -> String {
    isUnmet(judgement, of: service) ? "bad" : judgement.tone
  }
}

extension ServiceSummary {
  /// One for its target of time, and one for that of data where it has one.
  var judgements: [Judgement] { [rtoJudgement, rpoJudgement].filter { $0 != .none } }
}

extension StepSummary {
  /// Whether nothing but a drill does the step.
  var isDrillOnly: Bool { proof != nil || kind == .isolation }
}
