internal import RunCore
internal import RunbookModel

/// How things stood when the last entry was written.
extension RunSummary {
  /// Of all that has a time, the moments that nothing else is later than.
  private var moments: [Moment] {
    let steps = steps.compactMap { step in step.ended ?? step.started.map { $0 + (step.duration ?? .zero) } }
    return [clocks.started, clocks.ended].compactMap { $0 } + sessions.map(\.opened) + notes.map(\.at)
      + notes.flatMap(\.changes).map(\.at) + signOffs.map(\.at) + steps + waits.map { $0.opened + $0.waited }
  }

  /// The last moment of which the record tells; a report knows no other "today", so that it is the same on every day.
  var lastTold: WallTime? { moments.map(\.wall).max() }

  /// The end of the run, or what was last heard of it.
  var lastElapsed: Duration { clocks.ended?.elapsed ?? moments.map(\.elapsed).max() ?? .zero }

  /// When the run did nothing but what only a drill does.
  var drillOnlyTimes: [Range<Duration>] {
    func stretches(_ isDrillOnly: Bool) -> [Range<Duration>] {
      steps.filter { $0.isDrillOnly == isDrillOnly }.compactMap { step in
        guard let start = step.started?.elapsed, let time = step.duration, time > .zero else { return nil }
        return start..<(start + time)
      }.merged
    }
    return stretches(true).subtracting(stretches(false))
  }

  /// How long only a drill's own work was done in the time that the target counts, so far.
  func drillOnlyTime(of service: ServiceSummary) -> Duration {
    guard verdict == nil, service.countedEnd == nil, let start = clocks.start(of: service.target.clock)?.elapsed else {
      return service.drillOverhead ?? .zero
    }
    return drillOnlyTimes.map { $0.clamped(to: start..<max(start, lastElapsed)) }.total
  }

  /// How far a service that isn't back is over its target already; below zero for what is left, nil where nobody knows.
  func overTarget(_ service: ServiceSummary) -> Duration? {
    guard verdict == nil, service.countedEnd == nil, let start = clocks.start(of: service.target.clock) else {
      return nil
    }
    return lastElapsed - start.elapsed - drillOnlyTime(of: service) - service.target.rto
  }

  /// The answer by which somebody refused what the step asked for.
  func refusal(of step: StepID) -> PromptAnswer? {
    waits.last { $0.prompt.step == step }?.answer.flatMap { $0.choice == .reject ? $0 : nil }
  }

  /// The answer by which somebody refused to accept a service that nobody accepted since.
  func refusal(of service: ServiceSummary) -> PromptAnswer? {
    guard service.accepted == nil else { return nil }
    let steps = plannedSteps.filter { $0.phase == .accept && $0.id.runbook == service.runbook }
    return steps.compactMap { refusal(of: $0.id) }.first
  }
}

extension Moment {
  static func + (moment: Moment, time: Duration) -> Moment {
    Moment(wall: moment.wall + time, elapsed: moment.elapsed + time)
  }
}
