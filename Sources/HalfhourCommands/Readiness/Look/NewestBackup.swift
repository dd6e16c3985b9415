internal import Expressions
internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// What the outputs of prechecks tell of the data that would be restored.
struct NewestBackup {
  /// Of the oldest part, if there are several.
  let point: WallTime?
  let bytes: Int?

  /// From the texts of all steps of a plan that need nothing but what is known after a part of it.
  init(of plan: Plan, after part: RunState) {
    var points: [WallTime] = []
    var sizes: [Int] = []
    for planned in plan.steps where planned.excluded == nil {
      func value(_ source: SourceText?) -> String? {
        source.flatMap { Self.value(of: $0, in: planned.id.runbook, plan, part) }
      }
      if let point = value(planned.step.recoveryPoint).flatMap(RecoveryPoint.time(from:)) { points.append(point) }
      if let size = value(planned.step.size).flatMap({ Int($0) }) { sizes.append(size) }
    }
    point = points.min()
    bytes = sizes.isEmpty ? nil : sizes.reduce(0) { $0.addingReportingOverflow($1).partialValue }
  }

  /// Nil where the text uses a name without a value, as an output of a step that did not run.
  private static func value(
    of source: SourceText, in runbook: RunbookName, _ plan: Plan, _ part: RunState
  ) -> String? {
    try? InterpolatedText.parse(source).0.evaluate { name in
      switch name {
      case .input(let input): plan.runbooks.first { $0.name == runbook }?.inputs[InputName(input)]
      case .output(let step, let output):
        part[StepID(step.runbook.map { RunbookName($0) } ?? runbook, StepName(step.step))]?
          .outputs[OutputName(output)]
      case .hostAddress(let host): plan.addresses[HostName(host)]
      case .runMode: plan.mode.rawValue
      case .secret, .captured, .result, .decision: nil
      }
    }
  }
}
