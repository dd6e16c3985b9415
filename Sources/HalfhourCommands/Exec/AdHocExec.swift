internal import ArgumentParser
internal import RecoveryPlanning
internal import RunCore
internal import RunEngine
internal import RunFolders
internal import Synchronization

/// Has one command done in a run, by the process that has it in hand or by this one, and shows what it prints.
struct AdHocExec {
  let state: StateFolder
  let run: RunID
  let folder: RunFolder
  let request: AdHocRequest

  private static let pause = Duration.milliseconds(100)

  func carryOut() async throws -> ExitCode {
    guard let taken = try takeUp() else { return try await follow(try AnswerInbox.put(request, to: folder)) }
    // All that can refuse the run comes before: a request that nobody takes would lie in wait for a later session.
    return try await conduct(taken.session, from: taken.state, asking: try AnswerInbox.put(request, to: folder))
  }

  /// Nil where another process has the run in hand.
  private func takeUp() throws -> (session: RunSession, state: RunState)? {
    if folder.isInHand { return nil }
    do {
      return try RunTakeUp(state: state, run: run, folder: folder).begin { _ in true }
    } catch let error as FolderError where error.isHeld && folder.isInHand {
      return nil
    }
  }

  // MARK: - Another process has the run in hand

  private func follow(_ number: Int) async throws -> ExitCode {
    var journal = WatchedJournal(folder)
    guard var (last, _) = try journal.readIfChanged() else { throw CommandFailure("the run \(run) has no journal") }
    let attempt = AttemptID(adHoc: number, root: last.plan.root)
    let words = ExecWording(run: run, attempt: attempt, request: request)
    Output.error(words.asked)
    var output = AdHocOutput(of: attempt, in: folder)
    let isLeft = Mutex(false)
    let leave: @Sendable () -> Void = { isLeft.withLock { $0 = true } }
    let signals = SignalWatch(interrupt: leave, terminate: leave)
    defer { signals.end() }
    while true {
      // Asked before reading: what was written before the end is read after it.
      let isInHand = folder.isInHand
      if let (state, _) = try journal.readIfChanged() { last = state }
      output.showNews()
      let record = last.adHoc.first { $0.attempt == attempt }
      if let record, !record.isRunning { return end(record) }
      if isLeft.withLock({ $0 }) {
        Output.error(words.left(isStarted: record != nil))
        return ExecStatus.interrupted
      }
      if last.ending != nil || (!isInHand && record != nil) {
        Output.error(words.abandoned(record, ending: last.ending))
        return ExecStatus.nobodys
      }
      if !isInHand, let taken = try takeUp() {
        signals.end()
        return try await conduct(taken.session, from: taken.state, asking: number)
      }
      try await Task.sleep(for: Self.pause)
    }
  }

  private func end(_ record: AdHocRecord) -> ExitCode {
    let verdict = AdHocVerdict(record)
    Output.error("halfhour: \(DisplayText.clean(verdict.words))")
    return ExitCode(verdict.status)
  }

  // MARK: - This process takes it in hand

  private func conduct(
    _ session: RunSession, from runState: RunState, asking number: Int
  ) async throws -> ExitCode {
    let attempt = AttemptID(adHoc: number, root: runState.plan.root)
    let words = ExecWording(run: run, attempt: attempt, request: request)
    let screen = ExecLines(run: run, attempt: attempt)
    let showing = Task { await show(attempt, on: screen) }
    let (leaving, last) = await session.conduct(from: runState, on: screen)
    showing.cancel()
    let status = await showing.value
    switch leaving {
    case .finished: _ = await RunClosing(session: session, state: last).close(leaving)
    case .waiting: Output.error(words.waits)
    case .left: if status != nil { Output.error(words.letGo) }
    }
    if let status { return status }
    let record = last.adHoc.first { $0.attempt == attempt }
    guard leaving == .left else {
      Output.error(words.abandoned(record, ending: last.ending))
      return ExecStatus.nobodys
    }
    Output.error(words.left(isStarted: record != nil))
    return ExecStatus.interrupted
  }

  /// Shows what the command prints until it has ended, and tells how; nil where it is told to stop before.
  private func show(_ attempt: AttemptID, on screen: ExecLines) async -> ExitCode? {
    var output = AdHocOutput(of: attempt, in: folder)
    while true {
      let isTold = Task.isCancelled
      // Taken before the output: what was printed before the end is shown before it is told.
      let record = screen.record
      output.showNews()
      if let record, !record.isRunning { return end(record) }
      if isTold { return nil }
      // Cancelled is what it is when the run is let go of; then comes the last look.
      try? await Task.sleep(for: Self.pause)
    }
  }
}

/// The exit statuses that are not the command's own.
enum ExecStatus {
  static let nobodys = ExitCode(AdHocVerdict.nobodysStatus)
  /// As after an interrupt.
  static let interrupted = ExitCode(130)
}
