internal import RunCore
internal import RunbookModel

extension Simulation {
  func happen(_ event: WorldEvent) {
    switch event {
    case .deliver(let event, let session): if session == sessions { driver?.intake.append(event) }
    case .writeEnds(let session): if session == sessions { writeEnds() }
    case .alarm(let session, let number): if session == sessions { driver?.ring(number) }
    case .spawn(let attempt, let session): if session == sessions { spawn(attempt) }
    case .claimLate(let request, let boot): claimLate(request, boot: boot)
    case .jobEnds(let attempt): jobEnds(attempt)
    case .report(let attempt, let session, let isRecovery):
      if session == sessions { report(attempt, isRecovery: isRecovery) }
    case .loseSight(let attempt, let session): if session == sessions { loseSight(of: attempt) }
    case .person(let answer): tell(.answered(answer))
    case .operatorStops(let request): tell(.stopRequested(request))
    case .clockStamped(let stamp): tell(.clockStamped(stamp))
    case .wallJumps(let error):
      note("the wall clock jumps by \(error.roundedText)")
      clock.jump(by: error)
    case .clockStandsStill(let duration):
      note("the clocks stand still for \(duration.roundedText)")
      hasStoodStill = true
      clock.standStill(for: duration)
    case .wallClockStops(let duration):
      note("the wall clock stands still for \(duration.roundedText)")
      clock.stopWall(for: duration)
    case .journalRefuses(let duration):
      note("the journal refuses for \(duration.roundedText)")
      journalFaults.refusals.append(clock.truth...(clock.truth + duration))
    case .machineSleeps(let duration): sleep(duration)
    case .reboot: reboot()
    case .hostReboots(let number): rebootHost(number)
    case .adHoc(let command, let host):
      ask(
        for: AdHocRequest(
          id: requests.count + 1, host: host, command: command, by: people.starter, reason: "to see",
          requested: clock.now.wall))
    case .commandEnds(let attempt): commandEnds(attempt)
    case .crash(let session): if session == nil || session == sessions { die() }
    case .resume: open()
    }
  }

  /// Word for the engine: it hears it at once, or when it is resumed.
  private func tell(_ event: RunEvent) {
    note("somebody says: \(event.words)")
    if case .answered(let answer) = event {
      given.append(GivenAnswer(answer: answer, given: clock.seen))
      let prompts = (driver?.machine.state ?? durable).prompts
      let isOfStep = prompts.contains { $0.prompt.number == answer.prompt && $0.prompt.terms != nil }
      if isOfStep || !answers.contains(where: { $0.prompt == answer.prompt }) { answers.append(answer) }
    }
    guard driver == nil else {
      driver?.intake.append(event)
      return
    }
    if case .answered = event {} else { inbox.append(event) }
    // A run that was left waiting for people is resumed by those who answer.
    if !queue.items.contains(where: { if case .resume = $0.event { true } else { false } }) {
      queue.put(.resume, at: clock.truth + chance.seconds(0...30))
    }
  }

  private func sleep(_ duration: Duration) {
    note("the machine sleeps for \(duration.roundedText)")
    clock.advance(to: clock.truth + duration)
    let jobs = jobs
    queue.delay(by: duration) { event in event.isHeldUp { jobs[$0]?.destination == nil } }
    for (attempt, job) in jobs where job.isRunning && job.destination == nil { self.jobs[attempt]?.endsAt += duration }
    if driver != nil {
      queue.put(.deliver(.machineSlept(duration), session: sessions), at: clock.truth + .milliseconds(9))
    }
  }

  private func reboot() {
    note("the machine is rebooted")
    hasRebooted = true
    die()
    jobs = jobs.filter { $0.value.destination != nil }
    for attempt in commands.keys { commands[attempt]?.isRunning = false }
    clock.reboot()
  }

  /// halfhour is killed.
  func die() {
    guard let driver else { return }
    note("halfhour is killed")
    if let writing = driver.writing, !isRefusing { land(writing.entries, most: chance.int(0...writing.entries.count)) }
    overtakeSpawns(of: driver)
    leave()
    if journal.entries.isEmpty {
      // Nothing was ever said to be done; the person starts again.
      jobs = [:]
      commands = [:]
      voided = []
    }
    queue.put(.resume, at: clock.truth + (chance.once(in: 3) ? chance.seconds(60...4_000) : chance.seconds(1...5)))
  }

  /// What halfhour had asked for when it died may happen all the same.
  private func overtakeSpawns(of driver: SimulatedDriver) {
    guard !journal.entries.isEmpty else { return }
    for request in pendingSpawns.values.sorted(by: { $0.attempt.description < $1.attempt.description }) {
      let fate = fate(of: request)
      guard let delay = fate.claimsLate, !fate.neverStarts else { continue }
      queue.put(.claimLate(request, boot: boot(for: request)), at: clock.truth + delay)
    }
  }

  /// The session is over, whatever becomes of the run.
  func leave() {
    if let machine = driver?.machine, machine.state.lastSequence > journal.lastSequence, machine.state.bookkeepingLost {
      hasLostEntries = true
    }
    requireDeterminism()
    driver = nil
    sessions += 1
    pendingSpawns = [:]
    cancelled = []
    listeners = [:]
  }

  /// A session begins, with what the journal tells.
  private func open() {
    guard driver == nil, end == nil else { return }
    note("session \(sessions + 1) begins, on boot \(clock.boot), with \(journal.entries.count) entries")
    journal.acknowledge()
    refold()
    expected = durable.irregularities.map(\.kind)
    if openedAt == nil || journal.entries.isEmpty { openedAt = clock.seen }
    restoreReading()
    let machine = RunMachine(state: durable, opening: opening, now: clock.now)
    let session = SessionOpening(
      boot: "boot \(clock.boot)", machine: "simulated", process: sessions, by: people.starter,
      interactive: chance.once(in: 2))
    driver = SimulatedDriver(machine: machine, isInteractive: session.interactive)
    // The folder of answers outlives halfhour; what was heard and not written is heard again.
    driver?.intake =
      [.sessionOpened(session)] + inbox + answers.map { .answered($0) }
      + requests.map { .adHocRequested($0) }
    inbox = []
  }
}
