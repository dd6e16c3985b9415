internal import ArgumentParser
internal import Digests
internal import Foundation
internal import Glibc
internal import RecoveryPlanning
internal import RunCore
internal import RunFolders
internal import RunbookLoading
internal import RunbookModel
internal import StepExecutors

/// Begins a new run: its folder, its locks, the plan as executed.
struct RunStarter {
  let plan: Plan
  let loaded: LoadedRunbooks
  let severity: Severity?
  let clocks: [ClockStamp]

  func start() async throws -> ExitCode {
    let new = try makeFolder()
    let session: RunSession
    do {
      session = try takeInHand(new)
    } catch {
      // A run that never began is no record of anything, and would only stand in the list of runs.
      try FileManager.default.removeItem(atPath: new.folder.path)
      throw error
    }
    return try await session.drive(from: RunState(plan: plan), clocks: clocks)
  }

  /// All that can refuse a run comes before its journal.
  private func takeInHand(_ new: NewRun) throws -> RunSession {
    try OpenFiles.verify()
    let holder = Me.holder(of: new.id)
    var locks = try plan.services.map {
      try new.state.lock(service: $0.name.text, of: plan.site.name, holder: holder)
    }
    locks.append(try new.folder.lock(holder: holder))
    let opening = RunOpening(
      run: new.id, mode: plan.mode, severity: severity, planHash: new.planHash.description,
      startedBy: Me.operation, version: HalfhourCommand.version, folder: FileManager.default.currentDirectoryPath)
    let jobs = try JobFolders(stateFolder: new.state.path, environment: Me.environment)
    return RunSession(
      state: new.state, folder: new.folder, plan: plan, journal: try JournalFile(new.folder, after: nil),
      opening: opening, locks: locks, jobs: jobs)
  }

  private func makeFolder() throws -> NewRun {
    do {
      let state = try StateFolder(environment: Me.environment)
      return try makeFolder(in: state)
    } catch {
      guard plan.mode == .incident else { throw error }
      // Bookkeeping never stops a live recovery: memory holds the record until it can be kept elsewhere.
      let memory = "/dev/shm/halfhour-state-\(getuid())"
      Output.error("WARNING: \(error)\nWARNING: this run is recorded in memory only, in \(memory)")
      let state = try StateFolder(environment: ["HALFHOUR_STATE": memory])
      return try makeFolder(in: state)
    }
  }

  private func makeFolder(in state: StateFolder) throws -> NewRun {
    let run = RunID(at: SystemClock().now().wall, runbook: plan.root.text, chance: UInt16.random(in: 0...UInt16.max))
    let folder = try state.create(run)
    let bytes = Dictionary(loaded.files.map { ($0.path, $0.bytes) }) { first, _ in first }
    let text = PlanText(of: plan)
    try folder.write(text, files: plan.files.map { ($0, bytes[$0.path] ?? []) })
    return NewRun(state: state, folder: folder, id: run, planHash: text.hash)
  }
}

/// The places of a run that has just been made.
private struct NewRun {
  var state: StateFolder
  var folder: RunFolder
  var id: RunID
  var planHash: SHA256Digest
}
