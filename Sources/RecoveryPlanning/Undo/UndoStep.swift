package import RunbookModel

extension PlannedStep {
  /// The step that takes this one back, which runs on request alone; nil where its author doesn't say how.
  ///
  /// It works where and as whom the step itself does, and with the same values and files.
  package func undoStep(called id: StepID) -> PlannedStep? {
    guard let undo = step.undo, excluded == nil, !isAdded else { return nil }
    let made = Step(
      id: id.step, location: step.location, phase: .cleanup, kind: .run(undo), name: "take back: \(step.title)",
      on: step.on, become: step.become, with: step.with, files: step.files, timeout: step.timeout,
      onFailure: .continue, liveOK: step.liveOK, logLimit: step.logLimit)
    var planned = PlannedStep(
      id: id, step: made, service: service, tier: tier, excluded: .undo, destination: destination, become: become)
    planned.undoes = self.id
    return planned
  }
}

extension Plan {
  /// Adds a step for each one that says how it is taken back; nothing waits for them, and they wait for nothing.
  mutating func addUndoSteps(beside names: [RunbookName: AddedNames]) {
    var names = names
    var added: [PlannedStep] = []
    for planned in steps where planned.step.undo != nil {
      guard let name = names[planned.id.runbook]?.name("undo-\(planned.id.step)") else { continue }
      let id = StepID(planned.id.runbook, name)
      if let step = planned.undoStep(called: id) { added.append(step) }
    }
    steps += added
  }
}
