internal import ArgumentParser
internal import Foundation
internal import Glibc
internal import HistoryIndex
internal import RecoveryPlanning
internal import Reporting
internal import RunCore
internal import RunEngine
internal import RunFolders
internal import RunbookModel
internal import StepExecutors
internal import Synchronization

/// One process's time with a run: puts the pieces together, drives the run, and says how it went.
struct RunSession {
  let state: StateFolder
  let folder: RunFolder
  let plan: Plan
  let journal: JournalFile
  let opening: RunOpening
  /// Held until the process ends; the kernel lets go of them then.
  let locks: [FileLock]
  let jobs: JobFolders
  /// Who gave the command that this process carries out.
  var me = Me.operation
  /// A person's words on steps, given when the run was taken up.
  var words: [StepID: PersonsWord] = [:]
  /// What the run hears as soon as it is in hand.
  var firstWords: [RunEvent] = []
  /// Whether jobs end with this process, because no later one will look for them, and hosts get no marker.
  var leavesNothing = false
  /// Whether the answers of checks are kept to be recorded, and compared with none.
  var recordsAnswers = false

  /// Drives the run to its end or to where it must be left, and returns the command's exit status.
  func drive(from runState: RunState, clocks: [ClockStamp] = []) async throws -> ExitCode {
    let screen = Screens.make(plan: plan, run: opening.run, state: runState)
    let (leaving, state) = await conduct(from: runState, clocks: clocks, on: screen)
    return await RunClosing(session: self, state: state).close(leaving)
  }

  /// The same without last words: why the process lets go, and the run's state then.
  func conduct(
    from runState: RunState, clocks: [ClockStamp] = [], on screen: any Screen
  ) async -> (RunLeaving, RunState) {
    let clock = SystemClock()
    let intake = EventIntake()
    let updates = UpdateService(self, state: runState, intake: intake)
    let observer = WordGiver(words: words, by: me, intake: intake, next: screen, updates: updates)
    let executor = makeExecutor { intake.put(.hostContacted($0)) }
    await executor.open(plan)
    var driver = RunDriver(
      journal: journal, executor: executor, time: clock, inbox: AnswerInbox(folder), observer: observer, intake: intake)
    screen.takeAnswers(AnswerPost(me: me, folder: folder, intake: intake))
    driver.staysForAnswers = screen.takesAnswers
    let interrupts = InterruptPolicy(intake: intake, screen: screen, me: me, mayLeave: !leavesNothing)
    let signals = SignalWatch(
      interrupt: interrupts.interrupt, terminate: interrupts.terminate)
    let machine = RunMachine(state: runState, opening: opening, now: clock.now())
    screen.begin()
    for event in firstWords { intake.put(event) }
    for stamp in clocks { intake.put(.clockStamped(stamp)) }
    let telling = updates.map { updates in Task { await updates.work() } }
    var (leaving, state) = await driver.drive(machine, session: Me.session(jobs: jobs, by: me))
    telling?.cancel()
    await telling?.value
    await executor.close(isEnd: leaving.isEnd)
    if let updates { state = await updates.close(leaving, state, journal: journal) }
    signals.end()
    screen.end()
    updates?.warn()
    for (step, word, objection) in observer.unheard {
      let why = objection.map { "\(step): \($0)" } ?? "\(step) asks nothing"
      Output.error("WARNING: \(why), so that --\(word.choice.rawValue) changed nothing.")
    }
    // Of a run whose end could not be written, the job folders alone tell what was done.
    if case .finished = leaving, !journal.isBehind { jobs.sweep(run: opening.run.text, workRoot: folder.work) }
    return (leaving, state)
  }

  private func makeExecutor(note: @escaping @Sendable (HostContact) -> Void) -> RunExecutor {
    let folder = folder
    var places = ExecutionPlaces(
      base: opening.folder, planFile: { folder.planFile($0) }, log: { folder.log(of: $0) }, work: folder.work,
      ssh: SSHPlaces(
        configuration: plan.sshConfig.map { folder.planFile($0) }, folder: folder.hosts,
        sockets: jobs.sockets(run: opening.run.text)))
    places.answers = AnswerKeeping(
      file: { folder.observed(of: $0) }, time: { SystemClock().now().wall.text(fractionDigits: 0) },
      by: "\(Me.user) on \(Me.machine)", command: Me.command, isRecording: recordsAnswers)
    return RunExecutor(
      run: opening.run, runner: JobRunner(folders: jobs), places: places, plan: plan, environment: Me.environment,
      marker: leavesNothing ? nil : Me.marker(of: opening), note: note)
  }
}

extension RunLeaving {
  /// Whether the run is over, rather than left for a later session.
  fileprivate var isEnd: Bool {
    if case .finished = self { true } else { false }
  }
}

/// What a person says of a step when a run is taken up.
struct PersonsWord: Hashable, Sendable {
  var choice: Choice
  var reason: String?
}

/// Gives a person's words as soon as the run asks for them, and passes on what it sees.
final class WordGiver: RunObserver {
  private struct Waiting {
    var words: [StepID: PersonsWord]
    /// Why words that were asked for don't count.
    var objections: [StepID: String] = [:]
  }

  private let waiting: Mutex<Waiting>
  private let person: Operator
  private let intake: EventIntake
  private let next: any Screen
  private let updates: UpdateService?

  init(
    words: [StepID: PersonsWord], by person: Operator, intake: EventIntake, next: any Screen, updates: UpdateService?
  ) {
    waiting = Mutex(Waiting(words: words))
    self.person = person
    self.intake = intake
    self.next = next
    self.updates = updates
  }

  func note(_ entries: [JournalEntry], state: borrowing RunState) {
    next.note(entries, state: state)
    updates?.note(entries, state: state)
    guard waiting.withLock({ !$0.words.isEmpty }) else { return }
    for prompt in state.openPrompts { answer(prompt, state) }
  }

  /// The words that nobody asked for, or that don't count, with why.
  var unheard: [(step: StepID, word: PersonsWord, objection: String?)] {
    waiting.withLock { waiting in
      waiting.words.sorted { $0.key < $1.key }.map { ($0.key, $0.value, waiting.objections[$0.key]) }
    }
  }

  func bookkeepingFails(_ reason: String) { next.bookkeepingFails(reason) }

  func ignores(_ answer: PromptAnswer, because objection: String) { next.ignores(answer, because: objection) }

  private func answer(_ prompt: Prompt, _ state: borrowing RunState) {
    guard let word = waiting.withLock({ $0.words[prompt.step] }) else { return }
    let answer = PromptAnswer(prompt: prompt.number, choice: word.choice, reason: word.reason, by: person)
    let objection = state.objection(to: answer)
    waiting.withLock { waiting in
      if objection == nil { waiting.words[prompt.step] = nil }
      waiting.objections[prompt.step] = objection
    }
    if objection == nil { intake.put(.answered(answer)) }
  }
}
