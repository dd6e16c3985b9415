internal import RunCore
internal import RunbookModel

/// The loop of the engine's driver, cut where it waits: for events, and for the journal.
extension Simulation {
  func pump() {
    while let driver, driver.writing == nil, !driver.intake.isEmpty, end == nil, violation == nil {
      requireReachOfStop()
      requireJobsOfRunningSteps()
      let batch = driver.intake
      self.driver?.intake = []
      take(batch)
    }
  }

  private func take(_ batch: [RunEvent]) {
    var effects: [RunEffect] = []
    for event in batch {
      guard violation == nil, let new = handle(event) else { return }
      effects += new
    }
    write(effects)
  }

  private func handle(_ event: RunEvent) -> [RunEffect]? {
    let stamp = clock.now
    note("→ \(event.words)")
    guard let effects = driver?.machine.handle(event, at: stamp) else { return nil }
    if options.recordsHistory { for effect in effects { note("    \(effect.words)") } }
    driver?.heard.append((event, stamp, effects))
    requireInvariants(after: event, effects)
    return effects
  }

  private func write(_ effects: [RunEffect]) {
    driver?.unwritten += effects.compactMap { if case .append(let entry) = $0 { entry } else { nil } }
    guard let driver, !driver.unwritten.isEmpty, driver.nextTry.map({ clock.now.uptime >= $0 }) ?? true else {
      carryOut(effects)
      return
    }
    counts.writes += 1
    self.driver?.writing = .init(
      entries: driver.unwritten, effects: effects, isRefused: isRefusing,
      isLie: journalFaults.lied.contains(counts.writes))
    let slow = chance.once(in: 20)
    let delay = chance.milliseconds(0...(slow ? 3_000 : 4)) + (journalFaults.stalled[counts.writes] ?? .zero)
    queue.put(.writeEnds(session: sessions), at: clock.truth + delay)
  }

  var isRefusing: Bool { journalFaults.refuse(counts.writes, at: clock.truth) }

  private func cutSuspectTail() {
    guard journal.cutSuspectTail() else { return }
    note("the journal's suspect tail is cut off after \(journal.lastSequence)")
    refold()
  }

  func writeEnds() {
    guard let writing = driver?.writing, let last = writing.entries.last else { return }
    driver?.writing = nil
    if writing.isRefused || writing.isLie {
      let (count, isPart) = (chance.int(1...writing.entries.count), chance.once(in: 3))
      let landing = writing.isLie ? writing.entries.count : options.faults.contains(.journalLies) && isPart ? count : 0
      note("the journal says that it failed" + (landing > 0 ? ", and \(landing) of \(writing.entries.count) land" : ""))
      if landing > 0 {
        cutSuspectTail()
        guard land(writing.entries, most: landing) else { return }
      }
      refuse(writing.effects)
      return
    }
    cutSuspectTail()
    guard land(writing.entries, most: writing.entries.count) else { return }
    note("durable through \(last.sequence)")
    journal.acknowledge()
    forget(writing.entries)
    driver?.unwritten = []
    driver?.nextTry = nil
    carryOut(writing.effects)
    guard let driver, end == nil, violation == nil else { return }
    take((driver.machine.state.bookkeepingLost ? [.journalRestored] : []) + [.journalSynced(through: last.sequence)])
  }

  private func refuse(_ effects: [RunEffect]) {
    let wasLost = driver?.machine.state.bookkeepingLost ?? true
    journalFaults.failures += 1
    // As the engine does it; later tries come at longer intervals only to save the simulation's time.
    let retry = clock.now.uptime + (journalFaults.failures < 10 ? .seconds(2) : .seconds(100))
    driver?.nextTry = retry
    carryOut(effects)
    guard driver != nil, end == nil, violation == nil else { return }
    if !wasLost { take([.journalFailed(reason: "no space left on device")]) }
    if driver?.nextTry != nil { setAlarm(at: retry) }
    waitForEver()
  }

  /// With a journal that never comes back, halfhour stays for people who never come.
  private func waitForEver() {
    guard let state = driver?.machine.state, !state.openPrompts.isEmpty, isRefusing,
      state.openPrompts.allSatisfy({ $0.terms?.timeout == nil }),
      queue.items.allSatisfy({ if case .alarm = $0.event { true } else { false } }),
      state.steps.allSatisfy({ record in
        switch record.state {
        case .asking, .waiting, .finished: true
        case .running, .backingOff: false
        }
      })
    else { return }
    note("nobody ever answers")
    end = .waiting
  }

  /// False once the crash that was asked for has come.
  @discardableResult
  func land(_ entries: [JournalEntry], most: Int) -> Bool {
    for entry in entries.prefix(most) where entry.sequence > journal.lastSequence {
      counts.appends += 1
      if crash == .append(counts.appends) {
        crash = nil
        crashNow()
        return false
      }
      journal.append(entry)
      requireReadable()
      foldDurable(entry)
      if crash == .afterAppend(counts.appends) {
        crash = nil
        crashNow()
        return false
      }
    }
    return true
  }

  /// Killed in the middle of a write, of which no more lands.
  private func crashNow() {
    driver?.writing = nil
    die()
  }

  private func carryOut(_ effects: [RunEffect]) {
    for effect in effects {
      guard driver != nil, end == nil, violation == nil else { return }
      if case .append = effect { continue }
      counts.effects += 1
      if crash == .effect(counts.effects) {
        crash = nil
        die()
        return
      }
      carryOut(effect)
    }
  }

  private func carryOut(_ effect: RunEffect) {
    switch effect {
    case .append, .ignore: break
    case .startAttempt(let request): execute(request)
    case .recoverAttempt(let request, let boot): recover(request, boot: boot)
    case .cancelAttempt(let attempt): cancel(attempt)
    case .startAdHoc(let start): execute(start)
    case .recoverAdHoc(let start, _): recover(start)
    case .ask(let prompt):
      for (delay, answer) in people.answers(to: prompt) { queue.put(.person(answer), at: clock.truth + delay) }
    case .awaitAnswers: awaitAnswers()
    case .wake(let uptime): setAlarm(at: uptime)
    case .finish(let ending): finish(ending)
    }
  }

  private func setAlarm(at uptime: Uptime) {
    guard let driver else { return }
    self.driver?.alarm += 1
    let time = clock.truth(of: uptime) + chance.milliseconds(0...3)
    queue.put(.alarm(session: sessions, number: driver.alarm + 1), at: time)
  }

  private func awaitAnswers() {
    guard let driver else { return }
    requireQuestions()
    requireNoCommand("a person is waited for")
    guard !driver.isInteractive else { return }
    note("halfhour leaves; people are asked")
    writeRest()
    leave()
  }

  private func finish(_ ending: RunEnding) {
    guard let state = driver?.machine.state else { return }
    note("halfhour ends: \(ending.verdict)" + ending.findings.map { "\n      \($0)" }.joined())
    requireHonestEnd(ending, state)
    requireNoCommand("the run ends")
    requireCommandsTold(state)
    requireDeterminism()
    writeRest()
    requireWholeJournal()
    end = .finished(ending.verdict)
  }

  /// What could not be written before gets a last chance.
  private func writeRest() {
    guard let driver, !isRefusing else { return }
    cutSuspectTail()
    land(driver.unwritten, most: driver.unwritten.count)
  }
}
