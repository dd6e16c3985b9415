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
    note("→ \(event)")
    guard let effects = driver?.machine.handle(event, at: stamp) else { return nil }
    for effect in effects { note("    \(effect.words)") }
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
    self.driver?.writing = .init(entries: driver.unwritten, effects: effects, isRefused: isRefusing)
    let slow = chance.once(in: 20)
    queue.put(.writeEnds(session: sessions), at: clock.truth + chance.milliseconds(0...(slow ? 3_000 : 4)))
  }

  var isRefusing: Bool { refusals.contains { $0.contains(clock.truth) } }

  func writeEnds() {
    guard let writing = driver?.writing, let last = writing.entries.last else { return }
    driver?.writing = nil
    if writing.isRefused {
      note("the journal refuses")
      if options.faults.contains(.journalLies), chance.once(in: 3) {
        land(writing.entries, most: chance.int(1...writing.entries.count))
      }
      refuse(writing.effects)
      return
    }
    guard land(writing.entries, most: writing.entries.count) else { return }
    driver?.unwritten = []
    driver?.nextTry = nil
    carryOut(writing.effects)
    guard let driver, end == nil, violation == nil else { return }
    take((driver.machine.state.bookkeepingLost ? [.journalRestored] : []) + [.journalSynced(through: last.sequence)])
  }

  private func refuse(_ effects: [RunEffect]) {
    let wasLost = driver?.machine.state.bookkeepingLost ?? true
    let retry = clock.now.uptime.nanoseconds + 2_000_000_000
    driver?.nextTry = Uptime(nanoseconds: retry)
    carryOut(effects)
    guard driver != nil, end == nil, violation == nil else { return }
    if !wasLost { take([.journalFailed(reason: "no space left on device")]) }
    if driver?.nextTry != nil { setAlarm(at: Uptime(nanoseconds: retry)) }
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
      journal.append([entry])
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
    case .append: break
    case .startAttempt(let request): execute(request)
    case .recoverAttempt(let request, let boot): recover(request, boot: boot)
    case .cancelAttempt(let attempt): cancel(attempt)
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
    let time = max(clock.truth, clock.truth(of: uptime)) + chance.milliseconds(0...3)
    queue.put(.alarm(session: sessions, number: driver.alarm + 1), at: time)
  }

  private func awaitAnswers() {
    guard let driver else { return }
    requireQuestions()
    guard !driver.isInteractive else { return }
    note("halfhour leaves; people are asked")
    writeRest()
    leave()
  }

  private func finish(_ ending: RunEnding) {
    guard let state = driver?.machine.state else { return }
    note("halfhour ends: \(ending)")
    requireHonestEnd(ending, state)
    requireDeterminism()
    writeRest()
    end = .finished(ending.verdict)
  }

  /// What could not be written before gets a last chance.
  private func writeRest() {
    guard let driver, !isRefusing else { return }
    land(driver.unwritten, most: driver.unwritten.count)
  }
}
