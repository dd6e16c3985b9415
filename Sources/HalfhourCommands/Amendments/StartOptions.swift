internal import ArgumentParser
internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// Where a run begins, when what comes before stands already.
struct StartOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Start at this phase: what stands between precheck and it is left out, which the report says.",
      valueName: "phase"))
  var from: String?

  /// The same, with a word on the error output about what will be missing.
  func tellingAmendment(of plan: Plan, by person: Operator) throws(CommandFailure) -> Amendment? {
    let amendment = try amendment(of: plan, by: person)
    warnings(of: plan).forEach(Output.error)
    return amendment
  }

  /// Refuses a phase from which nothing can start, and a plan that has nothing before it.
  func amendment(of plan: Plan, by person: Operator) throws(CommandFailure) -> Amendment? {
    guard let from else { return nil }
    guard let phase = Phase(rawValue: from) else {
      throw CommandFailure("--from \(from): there is no such phase; it can be \(Phase.startingWords)")
    }
    guard phase.canBeStartedFrom else {
      let why =
        phase == .cleanup
        ? "cleanup alone recovers nothing; of a run that is over it is taken up by `halfhour resume --cleanup`"
        : phase == .provision
          ? "nothing is left out before provision: triage and precheck always run"
          : "\(phase.rawValue) always runs"
      throw CommandFailure("--from \(from): \(why). It can be \(Phase.startingWords)")
    }
    let amendment = Amendment(change: .startsFrom(phase), by: person)
    if let objection = RunState(plan: plan).objection(to: amendment) {
      throw CommandFailure("--from \(from): \(objection)")
    }
    return amendment
  }

  /// What a person should know before the run starts: the steps that lack what a step which is left out would give.
  private func warnings(of plan: Plan) -> [String] {
    guard let phase = from.flatMap(Phase.init(rawValue:)) else { return [] }
    let left = Set(RunState(plan: plan).leftOutSteps(startingFrom: phase))
    return plan.steps.filter { $0.excluded == nil && !left.contains($0.id) }.flatMap { planned in
      planned.needs.filter { $0.usesOutputs && left.contains($0.step) }.map {
        "WARNING: \(planned.id) uses what \($0.step) gives, which is left out: it will fail"
      }
    }
  }

  /// For `plan`: how much is left out.
  func text(of plan: Plan) -> String {
    guard let phase = from.flatMap(Phase.init(rawValue:)) else { return "" }
    let left = RunState(plan: plan).leftOutSteps(startingFrom: phase)
    let names = left.map { plan.runbooks.count > 1 ? $0.description : $0.step.text }.joined(separator: ", ")
    return "\nStarted from \(phase.rawValue), a run leaves out: \(names)\n"
  }
}
