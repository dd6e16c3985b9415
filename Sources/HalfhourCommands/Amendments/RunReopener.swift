internal import ArgumentParser
internal import RunCore
internal import RunEngine
internal import RunFolders
internal import RunbookModel

/// Takes up a run that is over: what its cleanup left, or what it did and can take back.
struct RunReopener {
  let state: StateFolder
  let run: RunID
  let folder: RunFolder
  let reopening: Reopening

  /// 0 when nothing is left over, or everything was taken back; else 1, with what it was.
  func start() async throws -> ExitCode {
    let (before, _) = try folder.readState()
    guard before.ending != nil else { throw CommandFailure(adviceBeforeEnd) }
    if let nothing = before.objection(to: reopening) {
      Output.line("\(run): \(nothing)")
      return .success
    }
    var (session, runState) = try RunTakeUp(state: state, run: run, folder: folder).begin { _ in false }
    try AnswerInbox.setAsideStops(of: folder)
    session.me = reopening.by
    session.firstWords = [.reopenRequested(reopening)]
    let screen = Screens.make(plan: runState.plan, run: run, state: runState)
    let undoable = runState.undoable
    let (leaving, final) = await session.conduct(from: runState, on: screen)
    let status = await RunClosing(session: session, state: final).close(leaving)
    guard case .finished = leaving else { return status }
    return reopening.purpose == .cleanup ? tellCleanup(final) : tellUndo(undoable, final)
  }

  private var adviceBeforeEnd: String {
    let what = reopening.purpose == .cleanup ? "clean up" : "take back"
    return
      "the run \(run) is not over, so there is nothing to \(what) yet. Take it up: halfhour resume \(run). "
      + "Or stop it, which in a drill cleans up: halfhour stop \(run)"
  }

  private func tellCleanup(_ state: RunState) -> ExitCode {
    let left = state.leftOver
    guard !left.isEmpty else {
      Output.line("Nothing is left over.")
      return .success
    }
    for step in left { Output.line("still left over: \(step): \(Self.reason(step, state))") }
    return .failure
  }

  private func tellUndo(_ asked: [StepID], _ state: RunState) -> ExitCode {
    let open = Set(state.undoable)
    for step in asked {
      Output.line(
        open.contains(step)
          ? "not taken back: \(step): \(Self.reason(state.undoStep(of: step) ?? step, state))" : "taken back: \(step)")
    }
    return open.isEmpty ? .success : .failure
  }

  private static func reason(_ step: StepID, _ state: RunState) -> String {
    let record = state[step]
    guard record?.outcome != nil, let message = record?.lastMessage?.split(separator: "\n").first else {
      return record?.outcome == nil ? "it did not run" : "it failed"
    }
    return String(message)
  }
}
