/// What people say of a run, at any time: each word is taken once, and none of them starts or ends anything.
extension RunMachine {
  /// A machine for a run that no process has in hand: what is said is recorded, and nothing of the run goes on.
  package static func recorder(of state: RunState, opening: RunOpening, now: Stamp) -> RunMachine {
    var machine = RunMachine(state: state, opening: opening, now: now)
    machine.onlyRecords = true
    return machine
  }

  mutating func take(_ stamp: ClockStamp) {
    guard !state.hasHeard(stamp.told), state.objection(to: stamp) == nil else { return }
    recordWord(.clockStamped(stamp))
    if let ending = state.standingEnding { finish(anew: ending) }
  }

  /// Gives the note its number.
  mutating func take(_ note: Note) {
    guard !state.hasHeard(note.told) else { return }
    var note = note
    note.number = state.notes.count + 1
    recordWord(.noted(note))
  }

  mutating func take(_ change: FindingChange) {
    guard !state.hasHeard(change.told), state.objection(to: change) == nil else { return }
    recordWord(.findingChanged(change))
  }

  mutating func take(_ participation: Participation) {
    guard !state.hasHeard(participation.told) else { return }
    recordWord(.participantNoted(participation))
  }

  mutating func take(_ signOff: SignOff) {
    guard !state.hasHeard(signOff.told), state.objection(to: signOff) == nil else { return }
    recordWord(.signedOff(signOff))
  }

  /// The session of a process that only records is told with its first word.
  private mutating func recordWord(_ word: Entry) {
    takeUpSilently()
    record(word)
  }
}
