internal import RecoveryPlanning
internal import RunbookModel

/// Gives a drill's plan what the planner adds to prove its checks: tries without data, and breaks.
struct RandomProof {
  private var chance: Chance
  private var steps: [PlannedStep]
  private var gates: [[Int]]

  static func add(to scenario: inout Scenario, seed: UInt64) {
    var maker = RandomProof(chance: Chance(seed: seed, for: "proof"), steps: [], gates: [])
    guard scenario.plan.mode == .drill, maker.chance.once(in: 2) else { return }
    let isBroken = maker.chance.once(in: 2)
    maker.take(scenario) { !$0 }
    if isBroken { for runbook in scenario.plan.runbooks { maker.addBreaks(of: runbook.name) } }
    maker.take(scenario) { $0 }
    maker.addSeenRed()
    (scenario.plan.steps, scenario.gates) = (maker.steps, maker.gates)
  }

  /// Those of cleanup, or the others; a cleanup waits for everything that proves.
  private mutating func take(_ scenario: Scenario, _ isTaken: (Bool) -> Bool) {
    let proofs = steps.filter { $0.proof != nil }.map { PlannedNeed($0.id) }
    for (index, step) in scenario.plan.steps.enumerated() where isTaken(step.step.phase == .cleanup) {
      var step = step
      step.needs += proofs
      steps.append(step)
      gates.append(scenario.gates[index].compactMap { gate in place(of: scenario.plan.steps[gate].id) })
    }
  }

  private func place(of id: StepID) -> Int? { steps.firstIndex { $0.id == id } }

  private func checks(of runbook: RunbookName) -> [PlannedStep] {
    steps.filter {
      $0.id.runbook == runbook && $0.step.isCheck && $0.step.phase == .verify && $0.excluded == nil && $0.proof == nil
    }
  }

  private mutating func addBreaks(of runbook: RunbookName) {
    for number in 0..<chance.int(0...2) {
      let name = StepName("b\(number)")
      let checks = checks(of: runbook)
      add(script("break-\(name)", runbook, isIdempotent: false), .damage(name))
      addRow(checks.map { (trial(of: $0, "noticing-\(name)"), .noticing(name, check: $0.id)) })
      add(script("mend-\(name)", runbook, isIdempotent: true), .mending(name))
      addRow(checks.map { check in
        var step = trial(of: check, "mended-\(name)")
        step.step.polling = Polling(within: .seconds(10), every: .seconds(1))
        step.step.onFailure = .continue
        return (step, .mended(name, check: check.id))
      })
    }
  }

  /// After all that stands there.
  private mutating func add(_ step: PlannedStep, _ proof: Proof) { addRow([(step, proof)]) }

  private mutating func addRow(_ row: [(PlannedStep, Proof)]) {
    let needs = steps.map { PlannedNeed($0.id) }
    for (step, proof) in row {
      var step = step
      step.needs = needs.filter { need in steps.first { $0.id == need.step }?.excluded == nil }
      step.proof = proof
      steps.append(step)
      gates.append([])
    }
  }

  private func script(_ id: String, _ runbook: RunbookName, isIdempotent: Bool) -> PlannedStep {
    var step = Step(
      id: StepName(id), location: SourceLocation(file: "r.yaml", line: 1, column: 1), phase: .accept,
      kind: .run(SourceText("true", start: SourceLocation(file: "r.yaml", line: 1, column: 1))), gate: true)
    step.onFailure = .continue
    step.idempotent = isIdempotent
    return PlannedStep(id: StepID(runbook, step.id), step: step)
  }

  private func trial(of check: PlannedStep, _ prefix: String, phase: Phase = .accept) -> PlannedStep {
    var step = Step(
      id: StepName("\(prefix)-\(check.id.step)"), location: check.step.location, phase: phase, kind: check.step.kind,
      gate: true)
    step.timeout = .seconds(30)
    return PlannedStep(id: StepID(check.id.runbook, step.id), step: step, service: check.service, tier: check.tier)
  }

  /// Before everything from restore on, after everything above; what waits for nothing waits for them, too.
  private mutating func addSeenRed() {
    for runbook in Set(steps.map(\.id.runbook)).sorted(by: { $0.text < $1.text }) {
      let checks = checks(of: runbook)
      guard !checks.isEmpty,
        let place = steps.firstIndex(where: { $0.id.runbook == runbook && $0.step.phase > .install })
      else { continue }
      let above = steps[..<place].filter { $0.id.runbook == runbook && $0.excluded == nil }.map { PlannedNeed($0.id) }
      let row = checks.map { check in
        var step = trial(of: check, "seen-red", phase: .install)
        step.needs = above
        step.proof = .seenRed(of: check.id)
        return step
      }
      for index in place..<steps.count where steps[index].id.runbook == runbook {
        steps[index].needs += row.map { PlannedNeed($0.id) }
      }
      gates = gates.map { $0.map { $0 >= place ? $0 + row.count : $0 } }
      steps.insert(contentsOf: row, at: place)
      gates.insert(contentsOf: row.map { _ in [] }, at: place)
    }
  }
}
