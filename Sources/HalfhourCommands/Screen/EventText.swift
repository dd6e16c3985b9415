internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// What a person is told of a journal entry; nil for what only the record needs.
enum EventText {
  /// The same with its times in front, fit for one line of a terminal.
  static func dated(_ entry: JournalEntry, state: borrowing RunState) -> String? {
    guard let text = line(for: entry.event, state: state) else { return nil }
    let elapsed = state.moment(of: entry.stamp).elapsed
    return DisplayText.clean("\(entry.stamp.wall.timeOfDay)  +\(elapsed.clockText)  \(text)")
  }

  static func line(for event: Entry, state: borrowing RunState) -> String? {
    switch event {
    case .runOpened, .clockStamped: nil
    case .sessionOpened(let session): state.sessions.count > 1 ? "resumed by \(session.by) on \(session.machine)" : nil
    case .stepStarted(let start): started(start, state)
    case .stepFinished(let end): finished(end, state)
    case .stepExcluded(let exclusion): "\(exclusion.step)  left out (\(exclusion.reason))"
    case .adHocStarted(let intent): adHoc(intent.request)
    case .adHocFinished(let end): adHoc(end, state)
    case .adHocRefused(let refusal):
      "ad-hoc command \(refusal.request.id)  REFUSED: \(refusal.reason): \(refusal.request.command.words)"
    case .promptOpened(let prompt): asked(prompt, state)
    case .promptAnswered(let answer): answered(answer, state)
    case .promptExpired(let expiry): expired(expiry, state)
    case .amended(let amendment): changed(amendment, state)
    case .noted(let note): noted(note, state)
    case .findingChanged(let change): changed(change)
    case .participantNoted(let participation): participates(participation)
    case .signedOff(let signOff): "\(signOff.role.rawValue) by \(signOff.by)"
    case .updateSent(let update): sent(update)
    case .reopened(let reopening): reopened(reopening)
    case .stopRequested(let request): stopped(request)
    case .hostContacted(let contact): reached(contact)
    case .machineSlept(let sleep): "the machine slept for \(sleep.slept.roundedText)"
    case .stoodStill(let standstill): "halfhour itself stood still for \(standstill.lasted.roundedText)"
    case .bookkeepingLost(let loss): "THE RECORD CAN'T BE WRITTEN: \(loss.reason)"
    case .bookkeepingRestored: "the record is being written again"
    case .runFinished(let ending): "the run \(ending.verdict.words)"
    }
  }

  private static func adHoc(_ request: AdHocRequest) -> String {
    let place = request.host.map { " on \($0)" } ?? ""
    return "ad-hoc command \(request.id)\(place), by \(request.by): "
      + request.command.words.replacing("\n", with: "; ") + (request.reason.map { " (\($0))" } ?? "")
  }

  private static func adHoc(_ end: AdHocEnd, _ state: borrowing RunState) -> String {
    let summary = state.adHoc.first { $0.attempt == end.attempt }.map { AdHocSummary($0) }
    let time = summary?.duration.map { " in \($0.roundedText)" } ?? ""
    return "ad-hoc command \(end.attempt.number)  \(summary?.outcome ?? end.report.result.rawValue)\(time)"
  }

  private static func reached(_ contact: HostContact) -> String {
    let offset = contact.clockOffset
    let clock =
      contact.isClockOff
      ? "; ITS CLOCK is \(offset.magnitude.roundedText) \(offset < .zero ? "behind" : "ahead")" : ""
    return "reached \(contact.host) at \(contact.destination): \(contact.system), \(contact.fingerprint)\(clock)"
  }

  private static func started(_ start: AttemptStart, _ state: borrowing RunState) -> String {
    let attempt = start.attempt
    let note =
      switch attempt.purpose {
      case .work, .adHoc: attempt.number > 1 ? " (attempt \(attempt.number))" : ""
      case .skipIf: " (is it done already?)"
      case .reset: " (clearing up before another try)"
      }
    let name = state.graph.index(of: attempt.step).flatMap { state.plan.steps[$0].step.name }
    let title = name.map { ": \($0)" } ?? ""
    return "\(attempt.step)  started\(note)\(title)"
  }

  private static func finished(_ end: AttemptEnd, _ state: borrowing RunState) -> String {
    let record = state[end.attempt.step]
    let time = record?.attempts.last?.duration.map { " in \($0.roundedText)" } ?? ""
    let message = end.report.message.map { ": \($0.replacing("\n", with: "; "))" } ?? ""
    if case .over(let outcome) = end.disposition, outcome != .cancelled,
      let proof = state.graph.index(of: end.attempt.step).flatMap({ state.plan.steps[$0].proof })
    {
      return "\(end.attempt.step)  \(ProofWords.words(proof, end.report, in: time).0)"
    }
    let phase = state.graph.index(of: end.attempt.step).map { state.plan.steps[$0].step.phase }
    if phase == .triage, end.disposition == .over(.failed) { return "\(end.attempt.step)  FOUND TROUBLE\(message)" }
    switch end.disposition {
    case .over(.passed): return "\(end.attempt.step)  passed\(time)"
    case .over(.alreadyDone): return "\(end.attempt.step)  is already done"
    case .over(let outcome): return "\(end.attempt.step)  \(outcome.rawValue.uppercased())\(time)\(message)"
    case .again(_, _, .next): return "\(end.attempt.step)  goes on"
    case .again(_, let delay, .poll):
      let why = end.report.message.flatMap { $0.split(separator: "\n").first }.map { ": \($0)" } ?? ""
      return "\(end.attempt.step)  does not hold yet, asked again in \(delay.wrappedValue.roundedText)\(why)"
    case .again(_, let delay, _):
      return
        "\(end.attempt.step)  \(end.report.result.rawValue)\(message), tried again in \(delay.wrappedValue.roundedText)"
    case .ask: return "\(end.attempt.step)  \(end.report.result.rawValue.uppercased())\(time)\(message)"
    }
  }

  static func stopped(_ request: StopRequest) -> String {
    let reason = request.reason.map { " (\($0))" } ?? ""
    return switch request.cause {
    case .operator(let person): "STOPPING on the word of \(person)\(reason)"
    case .failure(let step): "STOPPING because \(step) failed\(reason)"
    case .bookkeeping: "STOPPING because a drill without a record proves nothing"
    }
  }
}
