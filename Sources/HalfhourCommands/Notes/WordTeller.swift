internal import Glibc
internal import HistoryIndex
internal import Reporting
internal import RunCore
internal import RunEngine
internal import RunFolders
internal import RunbookModel
internal import StepExecutors

/// Tells a run what people say of it: the process that has it in hand takes it in, or else this one writes it down.
struct WordTeller {
  let state: StateFolder
  let run: RunID
  let folder: RunFolder
  let person: Operator

  /// A process that has the run in hand looks four times a second.
  private static let longestWait = Duration.seconds(10)
  private static let pause = Duration.milliseconds(50)

  /// The run's state with the words in it, or nil where the process that has it in hand has not taken them in yet.
  ///
  /// Throws where one of them counts for nothing by now.
  func tell(_ words: [RunWord]) async throws -> RunState? {
    let known = try folder.readState().state
    let numbers = try words.map { word in try AnswerInbox.tell(word, to: folder) { known.hasHeard($0) } }
    let deadline = ContinuousClock.now + Self.longestWait
    var journal = WatchedJournal(folder)
    while true {
      // Asked before reading: what was written before the process let go is read after it.
      let isInHand = folder.isInHand
      if let (state, _) = try journal.readIfChanged() {
        let unheard = zip(words, numbers).filter { !state.hasHeard($1) }
        if unheard.isEmpty { return state }
        // What the run passes over now it passes over later, too; the others are waited for.
        let objections = unheard.compactMap { state.objection(to: $0.0) }
        if objections.count == unheard.count { throw late(objections) }
      }
      if !isInHand, let state = try await record() {
        let unheard = zip(words, numbers).filter { !state.hasHeard($1) }
        guard unheard.isEmpty else { throw late(unheard.compactMap { state.objection(to: $0.0) }) }
        return state
      }
      guard ContinuousClock.now < deadline else { return nil }
      try await Task.sleep(for: Self.pause)
    }
  }

  private func late(_ objections: [String]) -> CommandFailure {
    let why = objections.first.map { "\($0) by now, so that this changes nothing" }
    return CommandFailure(
      "\(why ?? "somebody else has just said something else of the run"). See: halfhour note \(run)")
  }

  /// Writes down what was told while nobody had the run in hand; nil where somebody else has taken it in hand since.
  private func record() async throws -> RunState? {
    let lock: FileLock
    do throws(FolderError) {
      lock = try folder.lock(holder: Me.holder(of: run))
    } catch {
      guard error.isHeld else { throw error }
      return nil
    }
    let (before, reading) = try folder.readState()
    guard let opening = before.opening else { throw CommandFailure("the run \(run) never began") }
    let time = SystemClock()
    var machine = RunMachine.recorder(of: before, opening: opening, now: time.now())
    var entries: [JournalEntry] = []
    for event in [.sessionOpened(session)] + (await AnswerInbox(folder).collect()).filter(\.isWord) {
      entries += machine.handle(event, at: time.now()).compactMap { effect in
        if case .append(let entry) = effect { entry } else { nil }
      }
    }
    let journal = try JournalFile(folder, after: reading)
    if !entries.isEmpty { try await journal.append(entries) }
    if machine.state.ending != nil { reportAnew(machine.state, journal) }
    // The lock is held to here, whatever the compiler thinks of a constant that nobody reads any more.
    return withExtendedLifetime(lock) { machine.state }
  }

  /// It starts no job, so that it has no place for job folders.
  private var session: SessionOpening {
    SessionOpening(
      boot: BootIdentity.current, machine: Me.machine, process: Int(getpid()), by: person, interactive: false)
  }

  /// Reports and the index are made from the journal, and tell what is in it now.
  private func reportAnew(_ state: RunState, _ journal: JournalFile) {
    let summary = RunSummary(of: state)
    do {
      let maker = ReportMaker(state: self.state, folder: folder)
      try maker.write(maker.document(of: state, head: journal.head, endHead: journal.endHead))
    } catch {
      Output.error("WARNING: the report can't be written anew: \(error). Later: halfhour report \(run)")
    }
    do {
      try HistoryIndex.open(self.state.index).record(summary, journalHead: journal.head)
    } catch {
      Output.error("WARNING: the index of runs can't be written: \(error). Later: halfhour runs --reindex")
    }
  }
}

extension RunEvent {
  /// What people tell a run, in contrast to answers and requests, which only a process that goes on with it can take.
  fileprivate var isWord: Bool {
    switch self {
    case .noted, .findingChanged, .participantNoted, .clockStamped, .signedOff: true
    default: false
    }
  }
}

extension RunState {
  /// Why a word counts for nothing as the run is now.
  fileprivate func objection(to word: RunWord) -> String? {
    switch word {
    case .finding(let change): objection(to: change)
    case .clock(let stamp): objection(to: stamp)
    case .signOff(let signOff): objection(to: signOff)
    case .note, .participant: nil
    }
  }
}
