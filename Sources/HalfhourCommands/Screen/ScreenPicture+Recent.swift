internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

extension ScreenPicture {
  private struct Event {
    var at: Moment
    var step: StepID?
    var words: String
    var style: ScreenStyle
  }

  /// What happened last, the newest first.
  func recent(_ width: Int, most: Int) -> ScreenSection {
    let events = (stepEvents + runEvents).sorted { $0.at.elapsed > $1.at.elapsed }.prefix(most)
    let names = events.compactMap { event in
      event.step.map { DisplayWidth.of(DisplayText.clean($0.description)) }
    }
    let columns = min(names.max() ?? 0, max(8, width / 3))
    let lines = events.map { event in
      var line = ScreenLine("  \(event.at.wall.timeOfDay)  +\(event.at.elapsed.clockText)  ", .faint)
      if let step = event.step { line = line + ScreenLine(step.description).column(columns) + ScreenLine("  ") }
      line.add(event.words, event.style)
      return line
    }
    return ScreenSection(
      heading: ScreenLine(" RECENT", .strong), lines: Array(lines), least: 0, rank: 9, fills: true)
  }

  private var stepEvents: [Event] {
    state.steps.indices.flatMap { index in
      let id = plan.steps[index].id
      let tries = state.steps[index].attempts.compactMap { attempt -> Event? in
        guard case .again(_, _, .retry) = attempt.disposition, let ended = attempt.ended, let report = attempt.report
        else { return nil }
        let message = report.message.map { ": \(DisplayText.firstLine($0))" } ?? ""
        return Event(at: ended, step: id, words: "\(report.result.rawValue)\(message)", style: .attention)
      }
      return tries + [finishEvent(index)].compactMap { $0 }
    }
  }

  private func finishEvent(_ index: Int) -> Event? {
    let record = state.steps[index]
    guard let outcome = record.outcome, let ended = record.ended else { return nil }
    if let proof = plan.steps[index].proof, let report = record.attempts.last?.report,
      outcome == .passed || outcome == .failed
    {
      let time = record.firstStarted.map { " in \((ended.elapsed - $0.elapsed).roundedText)" } ?? ""
      let (words, style) = ProofWords.words(proof, report, in: time)
      return Event(at: ended, step: plan.steps[index].id, words: words, style: style)
    }
    if outcome == .failed, plan.steps[index].step.phase == .triage {
      return Event(at: ended, step: plan.steps[index].id, words: "found trouble", style: .bad)
    }
    let (words, style) = self.words(outcome, record)
    return Event(at: ended, step: plan.steps[index].id, words: words, style: style)
  }

  private func words(_ outcome: Outcome, _ record: StepRecord) -> (String, ScreenStyle) {
    let time = record.firstStarted.flatMap { start in record.ended.map { $0.elapsed - start.elapsed } }
    let inTime = time.map { " in \($0.roundedText)" } ?? ""
    return switch outcome {
    case .passed: ("passed\(inTime)", .good)
    case .alreadyDone: ("is already done", .good)
    case .excluded: ("left out\(record.exclusion.map { ": \($0)" } ?? "")", .faint)
    case .skipped: ("SKIPPED", .attention)
    case .byHand: ("done by hand", .attention)
    case .failed: ("FAILED\(inTime)", .bad)
    case .cancelled: ("CANCELLED\(inTime)", .attention)
    }
  }

  private var runEvents: [Event] {
    let answers = state.prompts.compactMap { record -> Event? in
      guard let answer = record.answer, let closed = record.closed else { return nil }
      let reason = answer.reason.map { ": \(DisplayText.firstLine($0))" } ?? ""
      // One word answers every question about the same host; it is told once.
      if answer.choice == .confirm, let refusal = record.prompt.refusal,
        state.hosts[refusal.host]?.acceptances.contains(where: { $0.answer.prompt == record.prompt.number }) != true
      {
        return nil
      }
      return Event(
        at: closed, step: record.prompt.step, words: "\(answer.choice.rawValue), said \(answer.by)\(reason)",
        style: .attention)
    }
    let stops = state.stops.map { Event(at: $0.at, words: EventText.stopped($0.request), style: .attention) }
    let sessions = state.sessions.dropFirst().map { session in
      Event(
        at: session.opened, words: "resumed by \(session.opening.by) on \(session.opening.machine)", style: .attention)
    }
    let sleeps = state.irregularities.compactMap { irregularity -> Event? in
      guard case .machineSlept(let slept) = irregularity.kind else { return nil }
      return Event(
        at: irregularity.at, words: "the machine slept for \(slept.wrappedValue.roundedText)", style: .attention)
    }
    return answers + stops + sessions + sleeps + hostEvents
  }

  /// What people ran beside the runbook, and hosts that were reached.
  private var hostEvents: [Event] {
    let commands = state.adHoc.map { record in
      let summary = AdHocSummary(record)
      let command = DisplayText.firstLine(record.request.command.words)
      return Event(
        at: record.ended ?? record.started, words: "ad-hoc on \(summary.place): \(command): \(summary.outcome)",
        style: .attention)
    }
    let meetings = state.hosts.values.flatMap(\.meetings).map { meeting in
      Event(
        at: meeting.first, words: "reached \(meeting.contact.host) at \(meeting.contact.destination)", style: .faint)
    }
    return commands + meetings.sorted { $0.words < $1.words }
  }
}
