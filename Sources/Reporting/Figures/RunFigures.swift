internal import RunCore
internal import RunbookModel

/// Every figure of a run's report, with how it is reckoned from the journal's lines.
struct RunFigures {
  let summary: RunSummary
  let trace: JournalTrace
  let say: Phrasebook

  /// Those of the run, of its services, then of its steps.
  var all: [Figure] { heads + steps }

  /// All but those of single steps, of which there can be very many.
  var heads: [Figure] { clocks + run + services }

  /// Where the run's time ends: at its end, or at the last that is known of it.
  var until: Int? { trace.ended ?? trace.last }

  private var run: [Figure] {
    var figures = length + waits + counts
    if let overhead = summary.drillOverhead {
      let lines = overheadLines
      figures.append(
        Figure(
          "run.drillOverhead", say("Drill overhead"), .duration(overhead),
          lines.isEmpty
            ? say("nothing was done that only a drill does")
            : say("what only a drill does, without the time in which anything else ran: lines \(LineText.text(lines))"),
          lines: lines))
    }
    return figures
  }

  private var length: [Figure] {
    guard let started = summary.clocks.started, let ended = summary.clocks.ended else { return [] }
    let lines = [trace.opened, trace.ended].compactMap { $0 }
    return [
      Figure(
        "run.duration", say("Whole run"), .duration(ended.elapsed - started.elapsed),
        say("from line \(text(trace.opened)) to line \(text(trace.ended))"), lines: lines)
    ]
  }

  private var waits: [Figure] {
    guard !summary.waits.isEmpty else { return [] }
    let lines = trace.prompts.flatMap { [$0.opened, $0.closed ?? until ?? $0.opened] }
    return [
      Figure(
        "waits.count", say("Questions to people"), .count(summary.waits.count),
        say("each question that was put: lines \(LineText.text(trace.prompts.map(\.opened)))"),
        lines: trace.prompts.map(\.opened)),
      Figure(
        "waits.total", say("Waited for people"), .duration(summary.questionTimes.total),
        say("the time in which at least one question was open: lines \(LineText.text(lines))"), lines: lines),
    ]
  }

  /// What only a drill does, as far as it ran.
  var overheadLines: [Int] {
    summary.steps.filter(\.isDrillOnly).flatMap { trace.steps[$0.id]?.all ?? [] }
  }

  func text(_ line: Int?) -> String { line.map { "\($0)" } ?? "–" }

  /// The lines that made these steps be over.
  func settled(_ steps: [StepSummary]) -> [Int] { steps.compactMap { trace.steps[$0.id]?.settled } }
}
