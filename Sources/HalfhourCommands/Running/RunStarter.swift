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
  var clocks: [ClockStamp]
  var startedBy = Me.operation
  var reportedBy: String?
  var participants: [Participation] = []
  var startsFrom: Amendment?

  func start() async throws -> ExitCode {
    try OpenFiles.verify()
    return try await hidingSecrets().drive()
  }

  /// What was typed for the record is for many eyes.
  private func hidingSecrets() async -> RunStarter {
    var starter = self
    starter.reportedBy = await Me.typed(reportedBy, in: plan)
    for place in clocks.indices { starter.clocks[place].source = await Me.typed(clocks[place].source, in: plan) }
    for place in participants.indices {
      starter.participants[place] = await participants[place].hidingSecrets(of: plan)
    }
    return starter
  }

  private func drive() async throws -> ExitCode {
    var session = try begin()
    session.firstWords =
      (startsFrom.map { [.amendmentRequested($0)] } ?? []) + participants.map { .participantNoted($0) }
    if !Output.isTerminal, plan.mode == .incident, !clocks.contains(where: { $0.clock == .disruption }) {
      Output.line(
        "Nobody has said when it went down. Say it, or that nobody knows: halfhour note \(session.opening.run) --clock disruption=02:47"
      )
    }
    return try await session.drive(from: RunState(plan: plan), clocks: clocks)
  }

  private func begin() throws -> RunSession {
    do {
      return try begin(in: try StateFolder(environment: Me.environment))
    } catch {
      guard plan.mode == .incident, (error as? FolderError)?.isHeld != true else { throw error }
      // Bookkeeping never stops a live recovery: memory holds the record until it can be kept elsewhere.
      let memory = "/dev/shm/halfhour-state-\(getuid())"
      Output.error("WARNING: \(error)\nWARNING: this run is recorded in memory only, in \(memory)")
      return try begin(in: try StateFolder(environment: ["HALFHOUR_STATE": memory]))
    }
  }

  private func begin(in state: StateFolder) throws -> RunSession {
    let run = RunID(at: SystemClock().now().wall, runbook: plan.root.text, chance: UInt16.random(in: 0...UInt16.max))
    let folder = try state.create(run)
    do {
      let bytes = Dictionary(loaded.files.map { ($0.path, $0.bytes) }) { first, _ in first }
      let text = PlanText(of: plan)
      try folder.write(text, files: plan.files.map { ($0, bytes[$0.path] ?? []) })
      return try takeInHand(run, folder, state, planHash: text.hash)
    } catch {
      // A run that never began is no record of anything, and would only stand in the list of runs.
      try FileManager.default.removeItem(atPath: folder.path)
      throw error
    }
  }

  /// All that can refuse a run comes before its journal.
  private func takeInHand(
    _ run: RunID, _ folder: RunFolder, _ state: StateFolder, planHash: SHA256Digest
  ) throws -> RunSession {
    let holder = Me.holder(of: run)
    var locks = try plan.services.map { try state.lock(service: $0.name.text, of: plan.site.name, holder: holder) }
    locks.append(try folder.lock(holder: holder))
    let opening = RunOpening(
      run: run, mode: plan.mode, severity: severity, planHash: planHash.description,
      startedBy: startedBy, version: HalfhourCommand.version, folder: FileManager.default.currentDirectoryPath,
      reportedBy: reportedBy, carried: CarriedFindings(state: state).ofSite(plan.site.name))
    let jobs = try JobFolders(stateFolder: state.path, environment: Me.environment)
    return RunSession(
      state: state, folder: folder, plan: plan, journal: try JournalFile(folder, after: nil),
      opening: opening, locks: locks, jobs: jobs, me: startedBy)
  }
}

extension Participation {
  fileprivate func hidingSecrets(of plan: Plan) async -> Participation {
    var hidden = self
    hidden.person = await Me.typed(person, in: plan) ?? person
    for place in roles.indices {
      hidden.roles[place] = RoleName(await Me.typed(roles[place].text, in: plan) ?? roles[place].text)
    }
    return hidden
  }
}
