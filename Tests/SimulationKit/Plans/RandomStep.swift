internal import RecoveryPlanning
internal import RunbookModel

/// Makes one random step.
struct RandomStep {
  var chance: Chance
  let isDeterministic: Bool
  let above: [PlannedStep]
  let name: String
  let phase: Phase
  /// Places among those above.
  private(set) var readsOutputsOf: [Int] = []
  private(set) var readsResultsOf: [Int] = []

  init(chance: Chance, isDeterministic: Bool, above: [PlannedStep], name: String, phase: Phase) {
    self.chance = chance
    self.isDeterministic = isDeterministic
    self.above = above
    self.name = name
    self.phase = phase
  }

  mutating func make() -> Step {
    var step = Step(
      id: StepName(name), location: SourceLocation(file: "r.yaml", line: 1, column: 1), phase: phase, kind: kind())
    let isWait = step.kind.word == .wait
    step.needs = chance.once(in: 2) ? .standard : Needs(above: false, references: [])
    step.gate = chance.once(in: 10)
    step.unguarded = chance.once(in: 12)
    step.idempotent = isDeterministic || chance.once(in: 2)
    step.onFailure = onFailure()
    if chance.once(in: 12) { step.only = chance.pick(RunMode.allCases) }
    if chance.once(in: 8) { step.condition = condition() }
    if isWait { return step }
    if chance.once(in: 3) { step.on = HostName("h\(chance.int(0...1))") }
    if chance.once(in: 5) { step.skipIf = text("test -e done") }
    if chance.once(in: 3) { step.outputs = ["out"] }
    if chance.once(in: 3) { step.timeout = chance.seconds(5...60) }
    step.with = values()
    step.onUnknown = chance.pick(Step.OnUnknown.allCases)
    step.retry = retry(isIdempotent: step.idempotent)
    if step.isCheck, chance.once(in: 2) {
      step.polling = Polling(within: chance.seconds(10...60), every: chance.seconds(2...5))
    }
    if phase == .restore {
      step.recoveryPoint = text("2026-09-21T0\(chance.int(0...9)):00:00Z")
      step.size = text("\(chance.int(0...1_000_000))")
    }
    return step
  }

  private mutating func kind() -> StepKind {
    if !isDeterministic, chance.once(in: 10) { return .wait(WaitTime(chance.seconds(1...30))) }
    if phase == .verify || phase == .cutover || chance.once(in: 8) {
      return .tcp(TCPProbe(host: text("localhost"), port: text("80")))
    }
    return .run(text("true"))
  }

  private mutating func onFailure() -> Step.OnFailure? {
    if isDeterministic { return chance.pick([.continue, .ask]) }
    return chance.pick([nil, nil, .stop, .continue, .ask])
  }

  private mutating func retry(isIdempotent: Bool) -> Retry? {
    guard chance.once(in: 3) else { return nil }
    let needsReset = !isIdempotent || chance.once(in: 3)
    return Retry(
      attempts: chance.int(2...4), delay: chance.seconds(1...10), backoff: chance.pick([1, 2, 1.5]),
      reset: needsReset ? text("rm -rf ground") : nil)
  }

  private mutating func condition() -> SourceText {
    guard let other = above.last, chance.once(in: 2) else {
      return text(chance.pick([#"run.mode == "drill""#, #"inputs.day == "monday""#, #"inputs.day == "friday""#]))
    }
    readsResultsOf.append(above.count - 1)
    return text("steps.\(other.step.id).result == \"\(chance.pick(["passed", "failed", "skipped"]))\"")
  }

  private mutating func values() -> [WithValue] {
    var result = [WithValue(name: "day", value: text("{{ inputs.day }}"))]
    for (place, other) in above.enumerated() where !other.step.outputs.isEmpty && chance.once(in: 3) {
      readsOutputsOf.append(place)
      result.append(WithValue(name: "v\(place)", value: text("{{ steps.\(other.step.id).out }}")))
    }
    return result
  }

  private func text(_ text: String) -> SourceText {
    SourceText(text, start: SourceLocation(file: "r.yaml", line: 1, column: 1))
  }
}
