internal import RecoveryPlanning
internal import RunbookModel

/// An entry that can't follow those before it: the journal belongs to another plan, or the program has an error.
package struct JournalContradiction: Error, Hashable, CustomStringConvertible {
  package var sequence: Int
  package var problem: String

  package var description: String { "journal entry \(sequence): \(problem)" }
}

extension RunState {
  /// Folds one more entry in; what can't follow is refused and changes nothing but the run's clock.
  package mutating func apply(_ entry: JournalEntry) throws(JournalContradiction) {
    guard entry.sequence == lastSequence + 1 else {
      throw JournalContradiction(sequence: entry.sequence, problem: "follows entry \(lastSequence)")
    }
    guard (ending == nil || isAllowedAfterEnding(entry.event)) && (opening != nil || isRunOpened(entry.event)) else {
      throw JournalContradiction(sequence: entry.sequence, problem: "stands outside the run's first and last entries")
    }
    let moment = advanceClock(to: entry)
    do {
      try applyEvent(entry.event, at: moment)
    } catch {
      throw JournalContradiction(sequence: entry.sequence, problem: error.problem)
    }
    lastSequence = entry.sequence
    last = moment
    if entry.event.changesRecord { outdatedSignOffs = signOffs.count }
  }

  private func isRunOpened(_ event: Entry) -> Bool {
    if case .runOpened = event { true } else { false }
  }

  /// A run's record may be corrected after its end, but nothing can happen in it any more.
  private func isAllowedAfterEnding(_ event: Entry) -> Bool {
    switch event {
    case .sessionOpened, .clockStamped, .noted, .findingChanged, .participantNoted, .signedOff, .updateSent,
      .reopened, .bookkeepingLost, .bookkeepingRestored:
      true
    default: false
    }
  }

  private mutating func applyEvent(_ event: Entry, at moment: Moment) throws(Contradiction) {
    switch event {
    case .runOpened(let opening):
      guard self.opening == nil else { throw Contradiction("the run was opened before") }
      self.opening = opening
      opened = moment
    case .sessionOpened(let session): sessions.append(Session(opening: session, opened: moment))
    case .stepStarted(let start): try applyStart(start, at: moment)
    case .stepFinished(let end): try applyEnd(end, at: moment)
    case .stepExcluded(let exclusion): try applyExclusion(exclusion, at: moment)
    case .adHocStarted(let intent): try applyAdHoc(intent, at: moment)
    case .adHocFinished(let end): try applyAdHoc(end, at: moment)
    case .adHocRefused(let refusal): try applyAdHoc(refusal, at: moment)
    case .promptOpened(let prompt): try applyPrompt(prompt, at: moment)
    case .promptAnswered(let answer): try applyAnswer(answer, at: moment)
    case .noted(let note): notes.append(Dated(note, at: moment))
    case .findingChanged(let change): findingChanges.append(Dated(change, at: moment))
    case .participantNoted(let participation): participations.append(Dated(participation, at: moment))
    case .signedOff(let signOff): signOffs.append(Dated(signOff, at: moment))
    case .updateSent(let update): updates.append(Dated(update, at: moment))
    case .promptExpired(let expiry): try applyExpiry(expiry, at: moment)
    case .amended(let amendment): try applyAmendment(amendment, at: moment)
    case .reopened(let reopening): try applyReopening(reopening, at: moment)
    case .stopRequested(let request): applyStop(request, at: moment)
    case .clockStamped(let stamp):
      clocks.append(ClockRecord(stamp: stamp, at: moment))
      isCorrected = isCorrected || ending != nil
    case .hostContacted(let contact): applyContact(contact, at: moment)
    case .machineSlept(let sleep):
      irregularities.append(Irregularity(kind: .machineSlept(DurationText(wrappedValue: sleep.slept)), at: moment))
    case .stoodStill(let standstill):
      irregularities.append(Irregularity(kind: .stoodStill(DurationText(wrappedValue: standstill.lasted)), at: moment))
    case .bookkeepingLost(let loss):
      bookkeepingLost = true
      irregularities.append(Irregularity(kind: .bookkeepingLost(loss.reason), at: moment))
    case .bookkeepingRestored: bookkeepingLost = false
    case .runFinished(let ending): try applyEnding(ending, at: moment)
    }
  }

  private mutating func applyEnding(_ ending: RunEnding, at moment: Moment) throws(Contradiction) {
    for (step, record) in zip(plan.steps, steps) {
      if case .running(let attempt) = record.state { throw Contradiction("the run ends, but \(attempt) runs") }
      if record.state == .asking { throw Contradiction("the run ends, but \(step.id) asks") }
    }
    for command in runningAdHoc { throw Contradiction("the run ends, but \(command.attempt) runs") }
    self.ending = ending
    ended = ended ?? moment
    stopsAtEnd = stopsAtEnd ?? stops.count
    for index in prompts.indices where prompts[index].isOpen { prompts[index].closed = moment }
  }

  /// What is wrong with an event, before it is known which entry holds it.
  struct Contradiction: Error {
    var problem: String

    init(_ problem: String) { self.problem = problem }
  }

  func requireIndex(_ id: StepID) throws(Contradiction) -> Int {
    guard let index = graph.index(of: id) else { throw Contradiction("the plan has no step \(id)") }
    return index
  }
}

extension Entry {
  /// Whether whoever signed the record off before would have to look at it again.
  package var changesRecord: Bool {
    switch self {
    case .sessionOpened, .signedOff, .updateSent: false
    default: true
    }
  }
}
