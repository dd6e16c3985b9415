import RecoveryPlanning
import RunCore
import RunbookModel

/// Plans, changes and answers for tales of runs whose plan changes.
enum Amended {
  static let session = RunEvent.sessionOpened(Tale.session)

  /// load → check, with a cleanup; the load asks when it fails.
  static func plan(_ mode: RunMode = .incident, _ change: (inout Step) -> Void = { _ in }) -> Plan {
    Plans.plan(
      [
        Plans.step("make", .provision), Plans.step("pack", .install, needs: ["make"]),
        Plans.step("load", .restore, needs: ["pack"]) { step in
          step.onFailure = .ask
          step.outputs = ["rows"]
          change(&step)
        },
        Plans.step("check", .verify, needs: ["load"]),
        Plans.step("tidy", .cleanup, needs: ["check"]),
      ], mode: mode)
  }

  /// The load with another text.
  static func change(of plan: Plan, _ step: String = "load", change: (inout PlannedStep) -> Void) -> StepChange {
    var planned = plan.steps.first { $0.id == Plans.id(step) } ?? plan.steps[0]
    change(&planned)
    return StepChange(step: planned, before: "run: x\n", after: "run: y\n", difference: "-run: x\n+run: y")
  }

  static func text(_ planned: inout PlannedStep) { planned.step.kind = .run(SourceText("y", start: Plans.here)) }

  static func answer(_ change: PlanChange?, prompt: Int = 1) -> PromptAnswer {
    PromptAnswer(prompt: prompt, choice: .amend, reason: "wrong name", by: Tale.person, change: change)
  }

  static func input(_ before: String = "monday", _ after: String = "tuesday", of runbook: RunbookName = "web")
    -> InputChange
  {
    InputChange(runbook: runbook, input: "day", before: before, after: after)
  }

  static func attempt(_ step: String, _ number: Int = 1) -> AttemptID {
    AttemptID(step: Plans.id(step), number: number, purpose: .work)
  }

  /// A run up to the question about the load.
  static func asking(_ plan: Plan = plan()) -> Driven {
    var run = Driven(plan)
    run.hear(session, at: 0)
    run.pass("make", at: 1)
    run.pass("pack", at: 2)
    run.hear(.attemptFinished(attempt("load"), AttemptReport(.failed, exit: 1)), at: 3)
    return run
  }
}

extension Driven {
  mutating func pass(_ step: String, _ number: Int = 1, at seconds: Double) {
    hear(.attemptFinished(Amended.attempt(step, number), AttemptReport(.succeeded)), at: seconds)
  }

  mutating func fail(_ step: String, _ number: Int = 1, at seconds: Double) {
    hear(
      .attemptFinished(Amended.attempt(step, number), AttemptReport(.failed, exit: 1, message: "it broke")), at: seconds
    )
  }

  var summary: RunSummary { RunSummary(of: machine.state) }
}
