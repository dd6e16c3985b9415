internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

extension RunFigures {
  /// How many steps, checks, services and targets there were, and how many of them went well.
  var counts: [Figure] { stepCounts + redChecks + serviceCounts + [sessions] }

  private var stepCounts: [Figure] {
    [
      Figure(
        "steps.planned", say("Steps planned"), .count(summary.plannedSteps.count),
        say(
          "by the plan alone, which no line repeats: its steps without those left out as planned and those that prove checks"
        ), lines: []),
      outcomes("steps.done", say("Steps done"), summary.doneSteps),
      outcomes("checks.passed", say("Checks passed"), summary.passedChecks),
    ]
  }

  private func outcomes(_ id: String, _ name: String, _ steps: [StepSummary]) -> Figure {
    let lines = settled(steps)
    let reckoning =
      lines.isEmpty ? say("no line says so of any") : say("by their outcomes: lines \(LineText.text(lines))")
    return Figure(id, name, .count(steps.count), reckoning, lines: lines)
  }

  private var redChecks: [Figure] {
    let checks = summary.checksToSeeRed
    guard !checks.isEmpty else { return [] }
    let trials = summary.steps.filter(isTrialWithoutData)
    let lines = settled(trials)
    return [
      Figure(
        "checks.red", say("Checks seen red"), .count(checks.count { $0.result == .red }),
        say("trials without data that failed as they had to: lines \(LineText.text(lines))"), lines: lines),
      Figure(
        "checks.toBeSeenRed", say("Checks to be seen red"), .count(checks.count),
        say(
          "by the plan alone, which no line repeats: the checks of the verify phase without those left out as planned"),
        lines: []),
    ]
  }

  private func isTrialWithoutData(_ step: StepSummary) -> Bool {
    guard let proof = step.proof, case .seenRed = proof else { return false }
    return true
  }

  private var serviceCounts: [Figure] {
    guard !summary.services.isEmpty else { return [] }
    let back = summary.services.filter { $0.verified != nil }
    let lines = back.flatMap { self.lines(ofVerified: $0) }
    return [
      Figure(
        "services.verified", say("Services back"), .count(back.count),
        lines.isEmpty
          ? say("no service has a last check that held")
          : say("by the last check of each: lines \(LineText.text(lines))"), lines: lines),
      Figure(
        "targets.met", say("Targets met"), .count(summary.judgements.count { $0 == .met }),
        say("by each service's time and age of data, which have lines of their own, against the plan's targets"),
        lines: []),
    ]
  }

  private var sessions: Figure {
    Figure(
      "run.sessions", say("Times that a process took the run in hand"), .count(summary.sessions.count),
      say("each session's opening: lines \(LineText.text(trace.sessions))"), lines: trace.sessions)
  }
}
