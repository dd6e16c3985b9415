internal import RunbookModel

/// Adds what `drill --prove` does: each break is done, tried by every check, mended, and tried again.
///
/// All of it stands below everything but cleanup, strictly one break after the other, also among several runbooks.
enum Proving {
  /// How long damage and its mending may take where the author says nothing.
  private static let timeout = Duration.seconds(300)

  static func add(to prepared: inout PreparedRunbooks) {
    for number in prepared.runbooks.indices where !prepared.runbooks[number].breaks.isEmpty {
      let runbook = prepared.runbooks[number]
      let checks = prepared.checks(of: runbook, in: [.verify, .cutover])
      var names = AddedNames(runbook)
      var steps: [Step] = []
      func add(_ step: Step, _ proof: Proof) {
        prepared.proofs[StepID(runbook.name, step.id)] = proof
        steps.append(step)
      }
      for damage in runbook.breaks {
        add(self.damage(damage, names.name("break-\(damage.id)")), .damage(damage.id))
        for check in checks {
          let name = names.name("noticing-\(damage.id)-\(check.id)")
          let title = "should notice \"\(damage.id)\": \(check.title)"
          add(
            SeenRed.trial(of: check, name, phase: .accept, title: title),
            .noticing(damage.id, check: StepID(runbook.name, check.id)))
        }
        add(mending(damage, names.name("mend-\(damage.id)")), .mending(damage.id))
        for check in checks {
          let name = names.name("mended-\(damage.id)-\(check.id)")
          add(mended(check, name), .mended(damage.id, check: StepID(runbook.name, check.id)))
        }
      }
      let place = runbook.steps.firstIndex { $0.phase == .cleanup } ?? runbook.steps.endIndex
      prepared.runbooks[number].steps.insert(contentsOf: steps, at: place)
    }
  }

  private static func damage(_ damage: Break, _ name: StepName) -> Step {
    var step = damage.damage
    step.id = name
    step.name = "break: \(damage.damage.title)"
    step.phase = .accept
    step.needs = .standard
    step.gate = true
    step.onFailure = .continue
    step.timeout = step.timeout ?? timeout
    return step
  }

  /// Mending may be done twice: nobody else can know how far it got when its end was not seen.
  private static func mending(_ damage: Break, _ name: StepName) -> Step {
    var step = self.damage(damage, name)
    step.kind = .run(damage.mend)
    step.name = "mend: \(damage.damage.title)"
    step.idempotent = true
    return step
  }

  private static func mended(_ check: Step, _ name: StepName) -> Step {
    var step = SeenRed.trial(of: check, name, phase: .accept, title: "must hold again: \(check.title)")
    step.polling = check.polling ?? Polling(within: .seconds(30), every: .seconds(1))
    step.onFailure = .continue
    return step
  }
}
