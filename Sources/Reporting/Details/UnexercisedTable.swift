internal import RecoveryPlanning
package import RunCore
package import RunbookModel
internal import Templates

/// Everything of the plan that this run did not carry out, and when a run did last: what is not tried can't be relied on.
struct UnexercisedTable {
  let summary: RunSummary
  let past: ReportPast
  let cells: Cells

  private var say: Phrasebook { cells.say }

  var rows: TemplateValue {
    cells.list(summary.unexercised) { step in
      let last = past.lastExercised[step.id]
      return .map([
        "name": cells.name(step.title), "id": cells.name(step.id.description),
        "phase": .string(step.phase.words(say: say)), "how": .string(how(step)), "why": cells.text(why(step)),
        "last": .string(last.map { cells.look.day($0) } ?? (past.isKnown ? say("never") : say("not known"))),
        "lastTone": .string(last == nil ? "warn" : ""),
      ])
    }
  }

  private func how(_ step: StepSummary) -> String {
    switch step.status {
    case .excluded: say("by the plan")
    case .skipped: say("by a person")
    default: say("not reached")
    }
  }

  /// The summary has the plan's reason in English alone.
  private static let exclusions: [PlannedExclusion] = [.only(mode: .drill), .only(mode: .incident), .undo]

  private func why(_ step: StepSummary) -> String {
    if step.status == .excluded, let plan = Self.exclusions.first(where: { $0.words == step.message }) {
      return plan.words(say: say)
    }
    return step.message ?? summary.deviations.last { $0.step == step.id && $0.kind == .skipped }?.reason ?? ""
  }

  var note: String {
    past.isKnown
      ? say(
        "The last column tells when the step last passed or failed in an earlier run, as far as the records of this machine go."
      )
      : say("When these steps were last carried out is not known: the records of earlier runs can't be used now.")
  }
}

extension RunSummary {
  /// What was planned or could have been, and of which nothing was done; a run that goes on may still come to it.
  var unexercised: [StepSummary] {
    steps.filter { step in
      guard step.proof == nil else { return false }
      switch step.status {
      case .excluded, .skipped, .notReached: return true
      case .cancelled: return step.attempts.isEmpty
      default: return false
      }
    }
  }

  /// Of which the records of earlier runs are asked when they were carried out last.
  package var leftOut: [StepID] { unexercised.map(\.id) }
}
