package import RunCore

/// Drives one run from its opening to its end: events in, one by one; entries made durable; effects carried out.
///
/// Everything that happens comes in through one intake, so nothing here depends on the order in which tasks run. While
/// entries are being written, further events queue up and share the next write.
package struct RunDriver: Sendable {
  package var journal: any RunJournal
  package var executor: any StepExecutor
  package var time: any TimeSource
  package var inbox: any RunInbox
  package var observer: any RunObserver
  package let intake: EventIntake
  /// Whether somebody answers at this process's own terminal, so that it stays when only people can move the run on.
  package var staysForAnswers = false

  package init(
    journal: any RunJournal, executor: any StepExecutor, time: any TimeSource, inbox: any RunInbox,
    observer: any RunObserver, intake: EventIntake
  ) {
    self.journal = journal
    self.executor = executor
    self.time = time
    self.inbox = inbox
    self.observer = observer
    self.intake = intake
  }

  /// Returns when the run is over, waits for a person who isn't there, or is to be left; its jobs outlive this; the state is the last one.
  package func drive(_ machine: RunMachine, session: SessionOpening) async -> (RunLeaving, RunState) {
    await withTaskExecutorPreference(EngineThread.shared) { await run(machine, session) }
  }

  private func run(_ machine: consuming RunMachine, _ session: SessionOpening) async -> (RunLeaving, RunState) {
    var machine = machine
    var entries = EntryWriter(journal: journal, observer: observer, time: time)
    let settled = SettledAttempts(executor: executor)
    let watch = Task { await watchTheWorld(settled) }
    // A further alarm replaces this one; a machine whose time had not come yet asks again when it is woken.
    var alarm: Task<Void, Never>?
    defer {
      watch.cancel()
      alarm?.cancel()
      settled.forgetNow()
    }
    // What was said while nobody had the run in hand comes first, right behind the opening.
    intake.put(.sessionOpened(session))
    for event in await inbox.collect() { intake.put(event) }
    var waits = false
    while let events = await intake.next() {
      var pending = events
      while !pending.isEmpty {
        let effects = pending.flatMap { machine.handle($0, at: time.now()) }
        pending = await entries.write(effects, of: machine.state)
        settled.add(entries.settled)
        var ending: RunEnding?
        var startsAny = false
        for effect in effects {
          switch effect {
          case .append, .ask: break
          case .ignore(let answer, let why): observer.ignores(answer, because: why)
          case .startAttempt(let request):
            start(request)
            startsAny = true
          case .recoverAttempt(let request, let boot): recover(request, boot: boot)
          case .startAdHoc(let start): self.start(start)
          case .recoverAdHoc(let start, let boot): recover(start, boot: boot)
          case .cancelAttempt(let attempt): cancel(attempt)
          case .wake(let uptime):
            alarm?.cancel()
            alarm = Task { await wake(at: uptime) }
          case .awaitAnswers: waits = true
          case .finish(let end): ending = end
          }
        }
        // Nobody reads the screen so fast that a start should wait for it.
        if startsAny { await Task.yield() }
        entries.tell(of: machine.state)
        if let ending { return (await leave(.finished(ending), &entries), machine.state) }
      }
      // An answer may be among what came meanwhile.
      waits = waits && machine.awaitsAnswers
      if waits && intake.isEmpty && !staysForAnswers {
        return (await leave(.waiting(machine.state.openPrompts), &entries), machine.state)
      }
      if let retry = entries.nextTry {
        alarm?.cancel()
        alarm = Task { await wake(at: retry) }
      }
    }
    return (await leave(.left, &entries), machine.state)
  }

  /// What could not be written before gets a last chance.
  private func leave(_ leaving: RunLeaving, _ entries: inout EntryWriter) async -> RunLeaving {
    await entries.writeRest()
    return leaving
  }

  // Attempts are unstructured on purpose: a driver that leaves its run must not wait for jobs that go on without it. They
  // share the engine's thread, which takes them in turn, so that no cancel overtakes the start that it is for.

  private func start(_ request: AttemptRequest) {
    Task(executorPreference: EngineThread.shared) {
      intake.put(.attemptFinished(request.attempt, await executor.execute(request)))
    }
  }

  private func recover(_ request: AttemptRequest, boot: String) {
    Task(executorPreference: EngineThread.shared) {
      intake.put(.attemptRecovered(request.attempt, await executor.recover(request, boot: boot)))
    }
  }

  private func start(_ command: AdHocStart) {
    Task(executorPreference: EngineThread.shared) {
      intake.put(.adHocFinished(command.attempt, await executor.executeAdHoc(command)))
    }
  }

  private func recover(_ command: AdHocStart, boot: String) {
    Task(executorPreference: EngineThread.shared) {
      intake.put(.adHocFinished(command.attempt, await executor.recoverAdHoc(command, boot: boot)))
    }
  }

  private func cancel(_ attempt: AttemptID) {
    Task(executorPreference: EngineThread.shared) { await executor.cancel(attempt) }
  }

  private func wake(at uptime: Uptime) async {
    await time.sleep(until: uptime)
    guard !Task.isCancelled else { return }
    // Nobody's time is over while the answer lies there.
    for event in await inbox.collect() { intake.put(event) }
    intake.put(.woke)
  }

  /// Looks for word from other processes, for a sleep of the machine, and for times that came while it slept.
  private func watchTheWorld(_ settled: SettledAttempts) async {
    var asleep = time.timeAsleep()
    var sleptBefore = asleep
    var woken = time.now().uptime
    while !Task.isCancelled {
      for event in await inbox.collect() { intake.put(event) }
      settled.forgetSoon()
      let sleptSoFar = time.timeAsleep()
      if sleptSoFar - asleep >= RunState.smallestJump {
        intake.put(.machineSlept(sleptSoFar - asleep))
        asleep = sleptSoFar
      }
      let stood = time.now().uptime - woken - (sleptSoFar - sleptBefore)
      if stood >= Self.smallestStandstill { intake.put(.stoodStill(stood)) }
      sleptBefore = sleptSoFar
      woken = time.now().uptime
      await time.sleep(until: woken + Self.watchInterval)
    }
  }

  /// A machine that is merely busy keeps nobody waiting for so long.
  private static let smallestStandstill = Duration.seconds(5)
  private static let watchInterval = Duration.milliseconds(250)
}
