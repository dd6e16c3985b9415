internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// What the clocks showed when an entry was made.
struct ClockReading {
  var seen: Duration
  var wallError: Duration
  var boot: Int

  /// What a person would read off the wall.
  var wall: Duration { seen + wallError }
}

/// DESIGN.md section 3, item 9: honest time.
extension Simulation {
  /// Within one boot the run's time is the one that the machine's own clock shows, whatever the wall clock did.
  func requireHonestTime(_ effects: [RunEffect]) {
    guard !hasRebooted, let state = driver?.machine.state, let openedAt else { return }
    if let last = state.last, effects.contains(where: \.isAppend), last.elapsed != clock.seen - openedAt {
      violate("honest time", "\(last.elapsed.roundedText) have passed, in truth \((clock.seen - openedAt).roundedText)")
    }
    for (step, record) in zip(plan.steps, state.steps) {
      for attempt in record.attempts { requireHonestTime(of: attempt, step, openedAt: openedAt) }
    }
  }

  private func requireHonestTime(of attempt: AttemptRecord, _ step: PlannedStep, openedAt: Duration) {
    guard let job = jobs[attempt.id], let ended = job.ended, let seen = attempt.ended, let endedSeen = job.endedSeen,
      attempt.report?.times != nil
    else { return }
    if attempt.destination == nil {
      if attempt.started.elapsed != job.claimedSeen - openedAt || seen.elapsed != endedSeen - openedAt {
        let truth = (endedSeen - job.claimedSeen).roundedText
        violate("honest time", "\(attempt.id) took \(seen.elapsed - attempt.started.elapsed), in truth \(truth)")
      }
    } else if seen.elapsed - attempt.started.elapsed < ended - job.claimed, !hasStoodStill {
      // Another machine's clocks tell how long the job took, and nothing else.
      violate("honest time", "\(attempt.id) seems to be shorter than it was")
    }
  }

  /// A session goes on from the last entry that is durable.
  func restoreReading() {
    reading = journal.lastSequence > 0 ? readings[journal.lastSequence - 1] : nil
    startedHere = []
    if let last = lastEntry, last > journal.lastSequence { lastEntry = nil }
  }

  func requireSleepIsTold(_ event: RunEvent, _ effects: [RunEffect]) {
    guard case .machineSlept(let slept) = event, driver?.machine.state.ending == nil else { return }
    let isTold = effects.contains { effect in
      guard case .append(let entry) = effect, case .machineSlept(let sleep) = entry.event else { return false }
      return sleep.slept == slept
    }
    if !isTold { violate("honest time", "the machine slept for \(slept.roundedText), and nobody is told") }
  }

  /// What the clocks did is told, once, and nothing else is.
  func requireIrregularities(_ effects: [RunEffect]) {
    guard effects.contains(where: \.isAppend), let state = driver?.machine.state else { return }
    let now = ClockReading(seen: clock.seen, wallError: clock.wallError, boot: clock.boot)
    for case .append(let entry) in effects {
      expectIrregularities(of: entry, now, state)
      readings.removeSubrange(min(readings.count, entry.sequence - 1)...)
      readings.append(now)
      reading = now
    }
    let told = state.irregularities.map(\.kind)
    if told != expected {
      violate("honest time", "the run tells of \(told.map(\.words)), and there were \(expected.map(\.words))")
    }
  }

  private func expectIrregularities(of entry: JournalEntry, _ now: ClockReading, _ state: RunState) {
    if let lastEntry, entry.sequence > lastEntry {
      // What the clocks do when the run is over is no part of it.
    } else if case .sessionOpened = entry.event {
      expectGap(now, isFirst: state.sessions.count == 1)
    } else if let reading {
      expectJump(from: reading, to: now)
    }
    switch entry.event {
    case .stepStarted(let start): startedHere.insert(start.attempt)
    case .stepFinished(let end):
      let isWait = plan.steps.first { $0.id == end.attempt.step }?.step.kind.word == .wait
      if !startedHere.contains(end.attempt) && !isWait || wasSeenLate(end, now) {
        expected.append(.endSeenLate(end.attempt.step))
      }
      if let correction = expectedCorrection(of: end) { expected.append(correction) }
      requirePointPutRight(end)
    case .machineSlept(let sleep): expected.append(.machineSlept(DurationText(wrappedValue: sleep.slept)))
    case .bookkeepingLost(let loss): expected.append(.bookkeepingLost(loss.reason))
    case .runFinished: lastEntry = entry.sequence
    default: break
    }
  }

  /// A job whose end nobody saw for two seconds, as when halfhour was held up itself.
  private func wasSeenLate(_ end: AttemptEnd, _ now: ClockReading) -> Bool {
    if hasRebooted, jobs[end.attempt]?.destination != nil {
      // What lies before this machine's boot is told as well as its uptime can tell it.
      guard let ended = end.report.times?.ended, end.report.exit != nil else { return false }
      return clock.now.uptime - ended.uptime >= .seconds(2)
    }
    guard let job = jobs[end.attempt], end.report.exit != nil,
      let ended = job.destination == nil ? job.endedSeen : job.ended.map({ $0 + job.fate.clockError })
    else { return false }
    return now.seen - ended >= .seconds(2)
  }

  private func expectGap(_ now: ClockReading, isFirst: Bool) {
    guard let reading, !isFirst else { return }
    if reading.boot == now.boot {
      expected.append(.gapBetweenSessions(DurationText(wrappedValue: now.seen - reading.seen)))
      expectJump(from: reading, to: now)
    } else {
      let gap = max(.zero, now.wall - reading.wall)
      expected += [.gapBetweenSessions(DurationText(wrappedValue: gap)), .machineRebooted]
    }
  }

  private func expectJump(from before: ClockReading, to now: ClockReading) {
    let jump = now.wallError - before.wallError
    guard abs(jump.nanoseconds) >= 2_000_000_000 else { return }
    expected.append(.wallClockJumped(DurationText(wrappedValue: jump)))
  }
}

extension RunEffect {
  fileprivate var isAppend: Bool { if case .append = self { true } else { false } }
}
