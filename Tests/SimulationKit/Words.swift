internal import RunCore
internal import RunbookModel

extension RunEvent {
  /// One line for a history.
  var words: String {
    switch self {
    case .sessionOpened(let session): "a session on \(session.boot)\(session.interactive ? ", with a terminal" : "")"
    case .journalSynced(let sequence): "the journal is durable through \(sequence)"
    case .journalFailed(let reason): "the journal fails: \(reason)"
    case .journalRestored: "the journal can be written again"
    case .attemptFinished(let attempt, let report): "\(attempt) \(report.words)"
    case .attemptRecovered(let attempt, let report): "\(attempt), of an earlier session, \(report.words)"
    case .woke: "woke"
    case .answered(let answer): "to question \(answer.prompt): \(answer.choice.rawValue)"
    case .stopRequested(let request): request.words
    case .clockStamped(let stamp): "the clock \(stamp.clock.rawValue) is \(stamp.time?.description ?? "unknown")"
    case .hostContacted(let contact): contact.words
    case .adHocRequested(let request): "somebody wants to run: \(request.command.words)"
    case .adHocFinished(let attempt, let report): "\(attempt) \(report.words)"
    case .amendmentRequested(let amendment): "\(amendment.by) wants another plan"
    case .noted(let note): "\(note.by) notes: \(note.text)"
    case .findingChanged(let change): "finding \(change.finding) is \(change.status.rawValue)"
    case .participantNoted(let word): "\(word.person) is \(word.presence.rawValue)"
    case .signedOff(let signOff): "\(signOff.role.rawValue) by \(signOff.by)"
    case .updateSent(let update): "told \(update.channel)"
    case .reopenRequested(let reopening): "\(reopening.by) wants \(reopening.purpose.rawValue)"
    case .machineSlept(let slept): "the machine slept for \(slept.roundedText)"
    case .stoodStill(let time): "halfhour stood still for \(time.roundedText)"
    }
  }
}

extension RunEffect {
  var words: String {
    switch self {
    case .append(let entry): "\(entry.sequence): \(entry.event.words)"
    case .startAttempt(let request): "start \(request.attempt)"
    case .recoverAttempt(let request, let boot): "look for \(request.attempt), started on \(boot)"
    case .cancelAttempt(let attempt): "cancel \(attempt)"
    case .startAdHoc(let start): "start \(start.attempt)"
    case .recoverAdHoc(let start, let boot): "look for \(start.attempt), started on \(boot)"
    case .ask(let prompt): "ask question \(prompt.number)"
    case .awaitAnswers: "only people can go on"
    case .ignore(let answer, let why): "ignore an answer to question \(answer.prompt): \(why)"
    case .wake(let uptime): "wake me at uptime \(uptime.nanoseconds / 1_000_000) ms"
    case .finish(let ending): "finish: \(ending.verdict.words)"
    }
  }
}

extension Entry {
  fileprivate var words: String {
    switch self {
    case .runOpened: "the run opens"
    case .sessionOpened: "a session opens"
    case .stepStarted(let start): "\(start.attempt) starts"
    case .stepFinished(let end):
      "\(end.attempt) \(end.report.words)\(end.observedLate ? ", seen late" : ""): \(end.disposition.words)"
    case .stepExcluded(let exclusion): "\(exclusion.step) is left out: \(exclusion.reason)"
    case .promptOpened(let prompt): "question \(prompt.number): \(prompt.question)"
    case .promptAnswered(let answer): "answer to \(answer.prompt): \(answer.choice.rawValue)"
    case .promptExpired(let expiry): "nobody answered question \(expiry.prompt) in time"
    case .amended(let amendment): "\(amendment.by) changes the plan"
    case .noted(let note): "note \(note.number)"
    case .findingChanged(let change): "finding \(change.finding) is \(change.status.rawValue)"
    case .participantNoted(let word): "\(word.person) is \(word.presence.rawValue)"
    case .signedOff(let signOff): "\(signOff.role.rawValue) by \(signOff.by)"
    case .updateSent(let update): "told \(update.channel)"
    case .reopened(let reopening): "the run goes on for its \(reopening.purpose.rawValue)"
    case .stopRequested(let request): request.words
    case .clockStamped(let stamp): "the clock \(stamp.clock.rawValue) is \(stamp.time?.description ?? "unknown")"
    case .hostContacted(let contact): contact.words
    case .adHocStarted(let intent): "\(intent.attempt) starts"
    case .adHocFinished(let end): "\(end.attempt) \(end.report.words)\(end.observedLate ? ", seen late" : "")"
    case .adHocRefused(let refusal): "command \(refusal.request.id) is refused: \(refusal.reason)"
    case .machineSlept(let sleep): "the machine slept for \(sleep.slept.roundedText)"
    case .stoodStill(let standstill): "halfhour stood still for \(standstill.lasted.roundedText)"
    case .bookkeepingLost: "the journal can't be written"
    case .bookkeepingRestored: "the journal can be written again"
    case .runFinished(let ending): "the run ends: \(ending.verdict.words)"
    }
  }
}

extension HostContact {
  fileprivate var words: String {
    "\(host) is met at \(destination), boot \(boot), key \(key) (\(trust.rawValue)), "
      + "\(clockOffset.roundedText) ahead"
  }
}

extension AttemptReport {
  fileprivate var words: String { result.rawValue + (message.map { " (\($0))" } ?? "") }
}

extension Disposition {
  fileprivate var words: String {
    switch self {
    case .over(let outcome): "the step is over, \(outcome.rawValue)"
    case .again(let purpose, let delay, let why):
      "\(purpose.rawValue) follows in \(delay.wrappedValue.roundedText) (\(why.rawValue))"
    case .ask: "a person is asked"
    }
  }
}

extension StopRequest {
  fileprivate var words: String {
    let cause =
      switch self.cause {
      case .operator(let person): "\(person) stops the run"
      case .failure(let step): "the run stops, as \(step) failed"
      case .bookkeeping: "the run stops for its journal"
      }
    return cause + (cancelsRunning ? ", jobs are ended" : "") + (leavesCleanup ? ", cleanup is left" : "")
  }
}

extension Irregularity.Kind {
  var words: String {
    switch self {
    case .wallClockJumped(let jump): "wall clock jumped \(jump.wrappedValue)"
    case .gapBetweenSessions(let gap): "gap of \(gap.wrappedValue)"
    case .machineSlept(let slept): "sleep of \(slept.wrappedValue)"
    case .stoodStill(let time): "standstill of \(time.wrappedValue)"
    case .machineRebooted: "reboot"
    case .endSeenLate(let step): "end of \(step) seen late"
    case .bookkeepingLost: "journal lost"
    case .pointCorrected(let step, let host, let offset): "point of \(step) by \(host)'s clock, \(offset.wrappedValue)"
    }
  }
}
