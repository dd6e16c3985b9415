internal import RunCore
internal import RunbookModel

extension RunFigures {
  /// The times, attempts and exit statuses of the steps that began.
  var steps: [Figure] { summary.steps.flatMap(figures) }

  private func figures(of step: StepSummary) -> [Figure] {
    guard let lines = trace.steps[step.id], !lines.starts.isEmpty else { return [] }
    let name = CellText.line("\(step.title) (\(step.id))", most: CellText.mostOfName)
    var figures = [
      Figure(
        "step.\(step.id).attempts", say("Attempts of \(name)"), .count(step.attempts.count),
        say("each attempt's start: lines \(LineText.text(lines.starts))"), lines: lines.starts)
    ]
    if let duration = step.duration {
      let used = isLate(step) ? lines.all : [lines.first, lines.ends.first, lines.settled ?? until].compactMap { $0 }
      figures.append(
        Figure(
          "step.\(step.id).duration", say("Time of \(name)"), .duration(duration),
          isLate(step)
            ? say("its attempts, added up: lines \(LineText.text(used))")
            : say(
              "from its first start to its end, by the job's own clock where it has one: lines \(LineText.text(used))"),
          lines: used))
    }
    if let exit = step.exit, let line = lines.ends.last {
      figures.append(
        Figure(
          "step.\(step.id).exit", say("Exit status of \(name)"), .exitStatus(exit), say("as line \(line) says"),
          lines: [line]))
    }
    return figures
  }

  /// Whether the step ran again in a run that had been over.
  private func isLate(_ step: StepSummary) -> Bool {
    guard let ended = summary.clocks.ended, let last = step.attempts.last else { return false }
    return last.started.elapsed > ended.elapsed
  }
}
