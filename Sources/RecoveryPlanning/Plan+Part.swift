internal import RunbookModel

extension Plan {
  /// The plan with some of its steps, to look at things without a recovery.
  ///
  /// In place of a step that is left out stands what that step would wait for. What fails holds up nothing that doesn't
  /// use its outputs, and no service is recovered.
  package func part(keeping isKept: (PlannedStep) -> Bool) -> Plan {
    var part = self
    var stand: [StepID: [StepID]] = [:]
    part.steps = []
    for step in steps {
      var outputs: Set<StepID> = []
      var needs: [StepID] = []
      var seen: Set<StepID> = []
      for need in step.needs {
        if need.usesOutputs { outputs.insert(need.step) }
        for id in stand[need.step] ?? [need.step] where seen.insert(id).inserted { needs.append(id) }
      }
      guard step.excluded == nil, isKept(step) else {
        stand[step.id] = needs
        continue
      }
      var kept = step
      kept.needs = needs.map { PlannedNeed($0, usesOutputs: outputs.contains($0)) }
      kept.step.onFailure = .continue
      // What makes the ground clean for another try changes it, so that there is but one try.
      if kept.step.retry?.reset != nil { kept.step.retry = nil }
      part.steps.append(kept)
    }
    part.services = []
    let used = Set(part.steps.flatMap(\.hosts))
    part.hosts = hosts.filter { used.contains($0.name) }
    return part
  }
}
