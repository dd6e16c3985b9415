internal import Glibc
internal import RunCore
internal import RunEngine
internal import Synchronization

/// One job on a host, followed from here over as many connections as it takes.
final class HostJob: Sendable {
  struct State {
    /// The connection on which the job's end will be told, and the tag of that line.
    var told: (connection: AgentConnection, tag: Int)?
    /// Its folder on the host, once it is known.
    var folder: String?
    var leader: Int32 = 0
    var decided: JobRecord.End?
    /// The end that was decided has been carried to the host.
    var ending: JobEnding?
    var endingTask: Task<JobEnding, Never>?
    /// Bytes of the raw log that are here.
    var pulled = 0
    /// Bytes of it that the host was told to drop.
    var released = 0
    var mayHavePrinted = true
    var leftovers: [Int32] = []
    var isOver = false
    /// Nobody will learn more of it.
    var isGivenUp = false
    /// The connection was lost while the job ran, or was to be ended.
    var wasLost = false
  }

  let request: JobRequest
  let site: HostSite
  /// The job's folder here, where its output is brought; made with the first byte.
  let mirror: JobFolder
  let started: ClockReading
  let state: Mutex<State>

  /// How long a host may be silent before nobody waits for the outcome of a job without a time-out.
  static let patience = Duration.seconds(600)
  /// So much later than its time-out a job's host may still answer.
  static let lateness = Duration.seconds(5)
  /// How long a person who stops the run waits for a host that does not answer.
  static let patienceForEnding = Duration.seconds(60)

  init(_ request: JobRequest, _ site: HostSite, mirror: JobFolder, started: ClockReading, state: State) {
    self.request = request
    self.site = site
    self.mirror = mirror
    self.started = started
    var state = state
    var status = stat()
    if stat(mirror.log, &status) == 0 { state.pulled = Int(status.st_size) }
    self.state = Mutex(state)
  }

  // MARK: - The end

  /// Waits for the job's end through all losses of the connection, no longer than its time-out lets it.
  func end() async -> JobEndView {
    guard request.timeout != nil else { return await seeEnd() }
    let (views, feed) = AsyncStream<JobEndView>.makeStream()
    let seeing = Task(executorPreference: EngineThread.shared) { [self] in feed.yield(await seeEnd()) }
    let watching = Task { [self] in if let view = await giveUpWhenSilent() { feed.yield(view) } }
    defer {
      seeing.cancel()
      watching.cancel()
    }
    for await view in views { return view }
    return lost("nobody saw its end")
  }

  /// Returns when the time-out has passed and the host says nothing to it; a link can be dead for a while before its client
  /// knows.
  private func giveUpWhenSilent() async -> JobEndView? {
    while !Task.isCancelled, !state.withLock({ $0.isOver }) {
      if isPastTimeout, await !isAnswering {
        return givenUp(.passing("no answer within \(Self.lateness.components.seconds) s"))
      }
      do { try await Task.sleep(for: .seconds(1)) } catch { return nil }
    }
    return nil
  }

  private var isAnswering: Bool {
    get async {
      guard let connection = state.withLock({ $0.told?.connection }), !connection.isLost else { return false }
      let (answers, feed) = AsyncStream<Bool>.makeStream()
      Task { feed.yield(await connection.ask("ping") != nil) }
      let limit = Task {
        await Pause.uncancellable(Self.lateness)
        feed.yield(false)
      }
      defer { limit.cancel() }
      for await answer in answers { return answer }
      return false
    }
  }

  private func seeEnd() async -> JobEndView {
    if let told = state.withLock({ $0.told }), let reply = await told.connection.reply(to: told.tag) {
      return finished(reply, told.connection)
    }
    state.withLock { $0.wasLost = true }
    return await find()
  }

  /// The line `ended STATUS …`.
  private func finished(_ reply: AgentReply, _ connection: AgentConnection) -> JobEndView {
    guard reply.word == "ended", let status = reply.fields.first.flatMap({ Int32($0) }),
      let seen = HostJobState(Array(reply.fields.dropFirst()))
    else { return lost("its host said something that can't be understood: \(reply.word) \(reply.text)") }
    take(seen, isOver: true)
    // A shell tells of a signal by a status above 128.
    let exit = status > 128 && seen.record == nil ? ObservedExit.signalled(status - 128) : .exited(status)
    let now = ClockReading.now()
    return JobEndView(exit: exit, record: seen.record, mark: seen.mark, ended: now, isLate: false)
  }

  /// Reaches the host again, and looks after the job from time to time.
  private func find() async -> JobEndView {
    var pause = Duration.milliseconds(100)
    while true {
      switch await site.reached(within: patience, unless: { [self] in mustGiveUp }) {
      case .failure(let problem): return givenUp(problem)
      case .success(let connection):
        await carryOutEnding(on: connection)
        if let view = await look(on: connection) { return view }
      }
      await Pause.uncancellable(pause)
      pause = min(pause * 2, .seconds(1))
    }
  }

  /// What came of the job, where it is over.
  private func look(on connection: AgentConnection) async -> JobEndView? {
    guard let reply = await connection.ask("look", [request.name.folderName]) else { return nil }
    let found = HostJobLook(reply)
    guard case .job(_, let folder, let lives, let begun, let seen)? = found else {
      return hasNeverStarted(found, connection.hello)
        ? neverStarted : lost("its host was booted again, or replaced, while nobody could see it")
    }
    let isOver = seen.record != nil || !lives
    state.withLock { $0.folder = folder }
    take(seen, isOver: isOver)
    guard isOver else { return nil }
    let ended = seen.record.flatMap(\.boot).map { self.ended(at: Double($0) / 1e9, begun, connection.hello) }
    return JobEndView(
      exit: .unseen, record: seen.record, mark: seen.mark, ended: ended ?? .now(), isLate: true, remark: lateRemark)
  }

  /// Whether the request never came to the host: what was claimed has not begun, or was not even claimed where it would have been.
  private func hasNeverStarted(_ found: HostJobLook?, _ now: AgentHello) -> Bool {
    switch found {
    case .void: return true
    case .absent:
      guard let then = state.withLock({ $0.told?.connection.hello }) else { return false }
      return then.boot == now.boot && then.place == now.place && then.identity == now.identity
    case .gone, .job, nil: return false
    }
  }

  private var neverStarted: JobEndView {
    var view = lost("the connection was lost before the host was told of it")
    view.hasNeverStarted = true
    return view
  }

  /// On this machine's clocks; its duration is that of the host's.
  private func ended(at end: Double, _ begun: Double, _ hello: AgentHello) -> ClockReading {
    ClockReading(
      wall: hello.reading(at: end).wall, boot: started.boot + Int64(max(0, end - begun) * 1_000_000_000))
  }

  private var lateRemark: String? {
    state.withLock { state in
      state.decided != nil && state.wasLost
        ? "The link was down when it was to be ended; it was ended as soon as the host could be reached again." : nil
    }
  }

  private func take(_ seen: HostJobState, isOver: Bool) {
    state.withLock { state in
      state.isOver = isOver
      state.mayHavePrinted = seen.hasPrinted
      if case .process(let pid, _)? = seen.mark {
        state.leader = pid
        state.leftovers = seen.hasLeftovers ? [pid] : []
      }
    }
    // Outputs are read with the rest of the log.
    if seen.hasOutputs { hasOutputs.store(true, ordering: .releasing) }
  }

  let hasOutputs = Atomic(false)

  /// Waiting is of no use any more: past the time-out, or past what a person who stops can be asked to wait.
  private var mustGiveUp: Bool { isPastTimeout }

  private var isPastTimeout: Bool {
    guard let timeout = request.timeout else { return false }
    return ClockReading.now().boot - started.boot >= (timeout + Self.lateness).nanoseconds
  }

  private var patience: Duration {
    if state.withLock({ $0.decided == .cancelled }) { return Self.patienceForEnding }
    guard let timeout = request.timeout else { return Self.patience }
    return .nanoseconds(max(0, (timeout + Self.lateness).nanoseconds - (ClockReading.now().boot - started.boot)))
  }

  private func givenUp(_ problem: HostProblem) -> JobEndView {
    var view = lost("\(site.name) did not answer any more: \(problem.words)")
    view.isGivenUp = isPastTimeout
    return view
  }

  private func lost(_ remark: String) -> JobEndView {
    state.withLock { state in
      state.mayHavePrinted = false
      state.isOver = true
      state.isGivenUp = true
    }
    return JobEndView(
      exit: .unseen, record: nil, mark: nil, ended: .now(), isLate: false, remark: remark.sentence)
  }
}

extension String {
  /// With a full stop, and beginning as a sentence does.
  var sentence: String {
    let text = hasSuffix(".") ? self : self + "."
    return text.prefix(1).uppercased() + text.dropFirst()
  }
}
