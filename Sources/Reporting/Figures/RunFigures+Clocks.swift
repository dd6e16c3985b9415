internal import RunCore
internal import RunbookModel

extension RunFigures {
  /// T0 to T4, as far as they are known, and the end.
  var clocks: [Figure] {
    let clocks = summary.clocks
    return [
      said("T0", .disruption, clocks.disruption, say("Disruption (T0)")),
      said("T1", .detected, clocks.detected, say("Detected (T1)")),
      said("T2", .declared, clocks.declared, say("Declared (T2)")),
      clocks.started.map { moment in
        Figure(
          "clock.T3", say("Run started (T3)"), .time(moment.wall),
          say("line \(text(trace.opened)) opened the run"), lines: lines(ofStart: .started))
      },
      clocks.firstStep.map(firstStep),
      clocks.ended.map { moment in
        Figure(
          "clock.end", say("Run ended"), .time(moment.wall), say("line \(text(trace.ended)) ended the run"),
          lines: [trace.ended].compactMap { $0 })
      },
    ].compactMap { $0 }
  }

  /// The lines that say where a target's time begins.
  func lines(ofStart clock: Target.Clock) -> [Int] {
    let line =
      switch clock {
      case .disruption: trace.line(of: .disruption) ?? trace.opened
      case .declared: trace.line(of: .declared) ?? trace.opened
      case .started: trace.opened
      }
    return [line].compactMap { $0 }
  }

  private func said(_ label: String, _ clock: RunClock, _ moment: Moment?, _ name: String) -> Figure? {
    guard let moment else { return nil }
    let words: String
    let lines = [trace.line(of: clock) ?? trace.opened].compactMap { $0 }
    if let line = trace.line(of: clock) {
      words = say("as somebody said at line \(line)")
    } else if let opened = summary.clocks.started, moment != opened {
      let before = say.target(opened.elapsed - moment.elapsed)
      words = say("the run's start at line \(text(trace.opened)), less \(before) that the site allows")
    } else {
      words = say("the run's start at line \(text(trace.opened)) stands for it")
    }
    return Figure("clock.\(label)", name, .time(moment.wall), words, lines: lines)
  }

  private func firstStep(_ moment: Moment) -> Figure {
    let first = summary.steps.first { $0.proof == nil && $0.started == moment }.flatMap { trace.steps[$0.id] }
    let lines = [first?.first, first?.ends.first].compactMap { $0 }
    return Figure(
      "clock.T4", say("First step started (T4)"), .time(moment.wall),
      say("the first attempt of a step, and its own times: lines \(LineText.text(lines))"), lines: lines)
  }
}
