internal import RunCore
internal import RunbookModel

/// What was tried, where, when, and what was no part of it.
extension RecordTable {
  var exercise: [Field] {
    let unsaid = say("not stated in the runbook")
    return [
      Field(say("Kind"), kind), Field(say("Purpose"), summary.purpose ?? unsaid),
      Field(say("Scenario"), summary.scenario ?? unsaid), Field(say("Scope"), summary.scope ?? unsaid),
      Field(
        say("Not part of it"), summary.exclusions.isEmpty ? [say("the runbook names nothing")] : summary.exclusions),
      Field(say("Left out of this run"), leftOut), Field(say("Site"), summary.site),
      Field(say("Runbook"), summary.runbook.text),
      Field(say("Begun"), summary.clocks.started.map { [look.time($0.wall)] } ?? [say("not begun")]),
      Field(say("Ended"), summary.clocks.ended.map { [look.time($0.wall)] } ?? [say("not over")]),
      Field(say("Time zone"), zones.isEmpty ? [] : [say("local time, UTC \(zones.joined(separator: ", "))")]),
    ]
  }

  private var kind: String {
    switch summary.mode {
    case .drill: say("Drill: the recovery was carried out step by step on machines that are set aside for it.")
    case .incident:
      summary.severity.map { say("Incident, \(say.word($0)): a recovery in earnest.") }
        ?? say("Incident: a recovery in earnest.")
    }
  }

  /// Planned exclusions, steps that people left out, and those that were never reached.
  private var leftOut: [String] {
    let steps = summary.steps.filter { $0.proof == nil }.compactMap { step -> String? in
      let title = CellText.line(step.title, most: 80)
      return switch step.status {
      case .excluded: say("\(title) (by the plan)")
      case .skipped: say("\(title) (left out by a person or by silence)")
      case .notReached: say("\(title) (not reached)")
      default: nil
      }
    }
    return steps.isEmpty ? [say("nothing")] : steps
  }

  /// Every offset that the clocks of the run had; more than one where summer time began or ended within it.
  private var zones: [String] {
    var texts: [String] = []
    let moments = [summary.clocks.disruption, summary.clocks.started, summary.clocks.ended].compactMap { $0 }
    for text in moments.map({ String($0.wall.text(fractionDigits: 0).dropFirst(19)) }) where !texts.contains(text) {
      texts.append(text)
    }
    return texts
  }
}
