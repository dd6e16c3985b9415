internal import RecoveryPlanning
internal import RunbookModel

/// A run as a state machine: events go in, effects come out, and it knows no clock, no randomness, no input or output.
///
/// Every change of state is an entry of the journal; what must not be done before an entry is durable is held back
/// until `journalSynced` says so. The same events always give the same effects.
package struct RunMachine: Sendable {
  package internal(set) var state: RunState
  let opening: RunOpening
  var now: Stamp
  var effects: [RunEffect] = []
  var held: [HeldEffect] = []
  private(set) var syncedThrough: Int
  /// Steps that have begun and are not over.
  var active: Set<Int> = []
  var ready = ReadyQueue()
  /// Steps that are to be tried again, whose delay is over, and which wait for a place within the limits.
  var due: Set<Int> = []
  var dueTimes = DueTimes()
  /// Steps whose jobs take a place within the limits, and how many there are on each host.
  var running: Set<Int> = []
  var runningAt: [String: Int] = [:]
  /// The numbers of open prompts that have a time-out, and of those whose time was over when the machine was last woken.
  var timed: Set<Int> = []
  var overdue: Set<Int> = []
  /// Attempts of earlier sessions, whose end this one sees late.
  var recovered: Set<AttemptID> = []
  private var isInHand = false
  /// That of a process which took up a run that is over; no entry tells of it unless it corrects something.
  var silentSession: SessionOpening?
  /// The machine takes in what people say of the run, and nothing of the run goes on.
  var onlyRecords = false
  /// What came before the session was opened; it is heard right after.
  private var early: [RunEvent] = []
  /// The last time that was asked for.
  var wakeAsked: Uptime?
  /// Whether only people can move the run on.
  package internal(set) var awaitsAnswers = false

  /// An effect that waits until the entries before it are durable.
  struct HeldEffect {
    var after: Int
    var effect: RunEffect
  }

  /// A run that begins, or goes on from what its journal tells.
  package init(state: RunState, opening: RunOpening, now: Stamp) {
    self.state = state
    self.opening = opening
    self.now = now
    syncedThrough = state.lastSequence
  }

  package mutating func handle(_ event: RunEvent, at stamp: Stamp) -> [RunEffect] {
    now = stamp
    effects.removeAll(keepingCapacity: true)
    takeInTurn(event)
    if isInHand && !onlyRecords { advance() }
    release()
    return effects
  }

  /// Nothing can happen in a run before a session has it in hand; a second opening changes nothing.
  private mutating func takeInTurn(_ event: RunEvent) {
    guard case .sessionOpened(let session) = event else {
      if isInHand { take(event) } else { early.append(event) }
      return
    }
    guard !isInHand else { return }
    isInHand = true
    if let ending = state.standingEnding {
      silentSession = session
      hold(.finish(ending))
    } else if onlyRecords {
      silentSession = session
    } else {
      open(session)
    }
    for event in early { take(event) }
    early = []
  }

  private mutating func take(_ event: RunEvent) {
    switch event {
    case .sessionOpened: break
    case .journalSynced(let sequence): syncedThrough = max(syncedThrough, sequence)
    case .journalFailed(let reason): loseBookkeeping(reason)
    case .journalRestored: if state.bookkeepingLost { record(.bookkeepingRestored) }
    case .attemptFinished(let attempt, let report): finish(attempt, report)
    case .attemptRecovered(let attempt, let report): finish(attempt, report)
    case .woke:
      wakeAsked = nil
      expirePrompts()
    case .answered(let answer): take(answer)
    case .stopRequested(let request): stop(request)
    case .clockStamped(let stamp): take(stamp)
    case .noted(let note): take(note)
    case .findingChanged(let change): take(change)
    case .participantNoted(let participation): take(participation)
    case .signedOff(let signOff): take(signOff)
    case .updateSent(let update): if state.ending == nil { record(.updateSent(update)) }
    case .amendmentRequested(let amendment): take(amendment)
    case .reopenRequested(let reopening): take(reopening)
    case .stoodStill(let time): if state.ended == nil { record(.stoodStill(Standstill(lasted: time))) }
    case .hostContacted(let contact): note(contact)
    case .adHocRequested(let request): take(request)
    case .adHocFinished(let attempt, let report): finishAdHoc(attempt, report)
    case .machineSlept(let slept): if state.ended == nil { record(.machineSlept(Sleep(slept: slept))) }
    }
  }

  /// A drill without a journal proves nothing and ends; a live recovery goes on.
  private mutating func loseBookkeeping(_ reason: String) {
    guard !state.bookkeepingLost else { return }
    record(.bookkeepingLost(BookkeepingLoss(reason: reason)))
    guard state.ending == nil else { return finishWithoutJournal(reason) }
    guard opening.mode == .drill else { return }
    stop(StopRequest(cause: .bookkeeping, reason: reason, cancelsRunning: true))
  }
}

extension RunMachine {
  /// A process that has taken up a run which is over is first told of when it adds something.
  mutating func takeUpSilently() {
    if let session = silentSession.take() { record(.sessionOpened(session)) }
  }

  /// Takes back an ending that nobody has heard of yet.
  mutating func withdrawFinish() { held.removeAll { if case .finish = $0.effect { true } else { false } } }

  /// The run's last entry can't be made durable: what can't be proved is no success.
  private mutating func finishWithoutJournal(_ reason: String) {
    guard var ending = state.ending else { return }
    ending.findings.insert("the end of the run could not be written to its journal: \(reason)", at: 0)
    if opening.mode == .drill {
      if ending.verdict != .stopped { ending.verdict = .failed }
    } else if ending.verdict == .passed {
      ending.verdict = .passedWithConditions
    }
    finish(anew: ending)
  }

  /// Replaces an ending that nobody has heard of yet.
  mutating func finish(anew ending: RunEnding) {
    let count = held.count
    withdrawFinish()
    if held.count < count { hold(.finish(ending)) }
  }
}
