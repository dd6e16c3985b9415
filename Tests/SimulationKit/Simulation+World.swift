internal import RunCore
internal import RunbookModel

extension Simulation {
  func scheduleFaults() {
    func occurs(_ fault: Fault, in times: Int) -> Bool { options.faults.contains(fault) && chance.once(in: times) }
    func time() -> Duration { chance.once(in: 2) ? chance.milliseconds(0...2_000) : chance.milliseconds(0...90_000) }
    for _ in 0..<3 where occurs(.crashes, in: 3) { queue.put(.crash(session: nil), at: time()) }
    for _ in 0..<2 where occurs(.wallJumps, in: 3) {
      queue.put(.wallJumps(.seconds(chance.int(-100_000...100_000))), at: time())
    }
    if occurs(.sleeps, in: 4) { queue.put(.machineSleeps(chance.seconds(2...4_000)), at: time()) }
    if occurs(.reboots, in: 6) { queue.put(.reboot, at: time()) }
    if occurs(.journalRefuses, in: 4) {
      let start = time()
      refusals.append(start...(start + chance.seconds(0...60)))
    }
    for _ in 0..<2 where occurs(.stops, in: 6) {
      let request = StopRequest(
        cause: .operator(people.starter), cancelsRunning: chance.once(in: 2), leavesCleanup: chance.once(in: 3))
      queue.put(.operatorStops(request), at: time())
    }
    if occurs(.clockStamps, in: 6) {
      let known = WallTime(nanoseconds: 1_789_977_000_000_000_000)
      let stamp = ClockStamp(
        clock: chance.pick(RunClock.allCases), service: nil, time: chance.once(in: 2) ? known : nil,
        by: people.starter)
      queue.put(.clockStamped(stamp), at: time())
    }
  }

  func happen(_ event: WorldEvent) {
    switch event {
    case .deliver(let event, let session): if session == sessions { driver?.intake.append(event) }
    case .writeEnds(let session): if session == sessions { writeEnds() }
    case .alarm(let session, let number): if session == sessions { driver?.ring(number) }
    case .spawn(let request, let session): if session == sessions { spawn(request) }
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
    case .machineSleeps(let duration): sleep(duration)
    case .reboot: reboot()
    case .crash(let session): if session == nil || session == sessions { die() }
    case .resume: open()
    }
  }

  /// Word for the engine: it hears it at once, or when it is resumed.
  private func tell(_ event: RunEvent) {
    note("somebody says \(event)")
    if case .answered(let answer) = event, !answers.contains(where: { $0.prompt == answer.prompt }) {
      answers.append(answer)
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
    clock.reboot()
  }

  /// halfhour is killed.
  func die() {
    guard let driver else { return }
    note("halfhour is killed")
    if let writing = driver.writing, !isRefusing { land(writing.entries, most: chance.int(0...writing.entries.count)) }
    leave()
    if journal.entries.isEmpty {
      // Nothing was ever said to be done; the person starts again.
      jobs = [:]
    }
    queue.put(.resume, at: clock.truth + (chance.once(in: 3) ? chance.seconds(60...4_000) : chance.seconds(1...5)))
  }

  /// The session is over, whatever becomes of the run.
  func leave() {
    if let machine = driver?.machine, machine.state.lastSequence > journal.lastSequence, machine.state.bookkeepingLost {
      hasLostEntries = true
    }
    requireDeterminism()
    driver = nil
    sessions += 1
    pendingSpawns = []
    cancelled = []
    listeners = [:]
  }

  /// A session begins, with what the journal tells.
  private func open() {
    guard driver == nil, end == nil else { return }
    note("a session begins with \(journal.entries.count) entries")
    refold()
    if openedAt == nil || journal.entries.isEmpty { openedAt = clock.truth }
    let machine = RunMachine(state: durable, opening: opening, now: clock.now)
    let session = SessionOpening(
      boot: "boot \(clock.boot)", machine: "simulated", process: sessions, by: people.starter,
      interactive: chance.once(in: 2))
    driver = SimulatedDriver(machine: machine, isInteractive: session.interactive)
    // The folder of answers outlives halfhour; what was heard and not written is heard again.
    driver?.intake = [.sessionOpened(session)] + inbox + answers.map { .answered($0) }
    inbox = []
  }
}
