internal import RunCore
internal import RunbookModel
internal import Templates

/// The steps that took longest, with what they were planned to take: where a shorter recovery is to be found.
struct SlowestTable {
  let summary: RunSummary
  let cells: Cells

  private static let most = 10

  private var say: Phrasebook { cells.say }

  var rows: TemplateValue {
    let people = StepPeople(of: summary)
    return cells.list(slowest) { step, took in
      .map([
        "name": cells.name(step.title), "id": cells.name(step.id.description), "actual": .string(say.short(took)),
        "share": .string(share(took)), "planned": .string(step.planned.map(say.target) ?? "–"),
        "difference": .string(difference(step.planned, took)),
        "late": .string(step.planned.map { took > $0 } == true ? "late" : ""),
        "remark": .string(remark(step, waited: people.waited[step.id])),
      ])
    }
  }

  private func remark(_ step: StepSummary, waited: Duration?) -> String {
    let parts = [
      step.isCritical ? say("on the critical path") : nil,
      waited.map { say("waited \(say.short($0)) for people") },
    ]
    return parts.compactMap { $0 }.joined(separator: " · ")
  }

  /// Of those that took as long, the first in the plan comes first.
  private var slowest: [(step: StepSummary, took: Duration)] {
    let timed = summary.steps.enumerated().compactMap { place, step -> (Int, StepSummary, Duration)? in
      guard step.proof == nil, let took = step.duration, took > .zero else { return nil }
      return (place, step, took)
    }
    return timed.sorted { $0.2 == $1.2 ? $0.0 < $1.0 : $0.2 > $1.2 }.prefix(Self.most).map { ($0.1, $0.2) }
  }

  /// Of the run's whole time.
  private func share(_ took: Duration) -> String {
    guard let whole = summary.wholeTime, whole > .zero else { return "–" }
    let hundredths = Int((took / whole * 100).rounded())
    return hundredths < 1 ? say("under 1%") : "\(min(100, hundredths))%"
  }

  private func difference(_ planned: Duration?, _ took: Duration) -> String {
    guard let planned else { return "–" }
    let difference = took - planned
    // What can't be seen in the two columns beside it is no difference.
    guard difference.magnitude >= .milliseconds(50) else { return say("as planned") }
    return difference > .zero
      ? say("\(say.short(difference)) over") : say("\(say.short(difference.magnitude)) under")
  }
}

extension RunSummary {
  /// From the start to the end, or to the last thing that is known while the run isn't over.
  var wholeTime: Duration? {
    guard let started = clocks.started else { return nil }
    let last = clocks.ended ?? steps.compactMap { $0.ended ?? $0.started }.max { $0.elapsed < $1.elapsed }
    return last.map { $0.elapsed - started.elapsed }
  }
}
