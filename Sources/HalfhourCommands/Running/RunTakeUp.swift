internal import RecoveryPlanning
internal import RunCore
internal import RunFolders
internal import RunbookModel
internal import StepExecutors

/// Takes up a run that an earlier process let go of: its locks, its journal, the places of its jobs.
struct RunTakeUp {
  let state: StateFolder
  let run: RunID
  let folder: RunFolder

  /// Refuses a run in which nothing is left to do; `isDone` says so of one that has come to its end.
  func begin(isDone: (RunState) -> Bool) throws -> (session: RunSession, state: RunState) {
    try OpenFiles.verify()
    try folder.refuseImported()
    var locks = [try folder.lock(holder: Me.holder(of: run))]
    let (runState, reading) = try folder.readState()
    guard let opening = runState.opening else { throw CommandFailure("the run \(run) never began") }
    if let ending = runState.ending, isDone(runState) {
      // The session that ended it may have been killed, or unable to make its end durable.
      try jobFolders(runState).sweep(run: run.text, workRoot: folder.work)
      throw CommandFailure("the run \(run) is over: it \(ending.verdict.words)")
    }
    try verifyFiles(of: runState.plan)
    for service in runState.plan.services {
      locks.append(try state.lock(service: service.name.text, of: runState.plan.site.name, holder: Me.holder(of: run)))
    }
    let session = RunSession(
      state: state, folder: folder, plan: runState.plan, journal: try JournalFile(folder, after: reading),
      opening: opening, locks: locks, jobs: try jobFolders(runState))
    return (session, runState)
  }

  private func jobFolders(_ runState: RunState) throws -> JobFolders {
    let earlier = runState.sessions.compactMap { $0.opening.jobFolders?.path }
    return try JobFolders(stateFolder: state.path, environment: Me.environment, earlier: earlier)
  }

  /// A drill with other files than its plan's proves nothing; a live recovery says so and goes on.
  private func verifyFiles(of plan: Plan) throws {
    do {
      try folder.verifyFiles(of: plan)
    } catch {
      guard plan.mode == .incident else { throw error }
      Output.error("WARNING: \(error)")
    }
  }
}
