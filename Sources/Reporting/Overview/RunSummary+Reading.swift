internal import RunCore
internal import RunbookModel

extension RunSummary {
  /// Those of the record as it is now: nothing was added to it since but sign-offs.
  var currentSignOffs: ArraySlice<Dated<SignOff>> { signOffs.dropFirst(outdatedSignOffs ?? 0) }

  func title(of step: StepID) -> String {
    title(steps.first { $0.id == step }?.title ?? step.description, of: step)
  }

  /// With its service in front where there are several, whose runbooks may well share their steps' titles.
  func title(_ title: String, of step: StepID) -> String {
    let own = CellText.line(title, most: 80)
    guard services.count > 1 else { return own }
    let service = services.first { $0.runbook == step.runbook }?.id.text ?? step.runbook.text
    return "\(CellText.line(service, most: 40)): \(own)"
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
  var judgements: [ServiceSummary.Judgement] {
    services.flatMap { [$0.rtoJudgement, $0.rpoJudgement] }.filter { $0 != .none }
  }

  func name(_ service: ServiceSummary) -> String { CellText.line(service.id.text, most: 60) }

  /// Checks that were to show that the service works, done or not.
  func checks(of service: ServiceSummary) -> [StepSummary] {
    plannedSteps.filter { step in
      step.isCheck && step.id.runbook == service.runbook && (step.phase == .verify || step.phase == .cutover)
    }
  }

  /// Recovered, as far as the verdict says.
  var hasRecovered: Bool { verdict?.hasRecovered ?? false }

}

extension StepSummary {
  /// Whether nothing but a drill does the step.
  var isDrillOnly: Bool { proof != nil || kind == .isolation }
}
