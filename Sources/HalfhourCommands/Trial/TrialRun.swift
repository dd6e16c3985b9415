internal import Digests
internal import Foundation
internal import RecoveryPlanning
internal import RunCore
internal import RunEngine
internal import RunFolders
internal import RunbookLoading
internal import RunbookModel
internal import StepExecutors

/// Carries out a part of a plan to see what comes of it, by the engine that carries out runs.
///
/// It is no run: it takes no service's lock, stands in no list, and its folder goes with it.
struct TrialRun {
  let plan: Plan
  let loaded: LoadedRunbooks
  /// Whether the answers of checks are kept to be recorded, and compared with none.
  var recordsAnswers = false

  /// What came of it, handed over while its folder still stands.
  struct Result {
    let state: RunState
    let folder: RunFolder
  }

  /// Throws when the trial could not be carried out to its end; a step that fails is no error.
  func carryOut<Value>(_ use: (Result) throws -> Value) async throws -> Value {
    try OpenFiles.verify()
    let scratch = try ScratchFolder(onDisk: true)
    defer { scratch.remove() }
    let session = try begin(in: try StateFolder(environment: ["HALFHOUR_STATE": "\(scratch.path)/state"]))
    let (leaving, state) = await session.conduct(from: RunState(plan: plan), on: SilentScreen())
    guard case .finished = leaving else {
      let question = state.openPrompts.first?.question
      throw CommandFailure(
        question.map { "nobody was asked, and it can't go on: \($0)" } ?? "it was ended before its end")
    }
    if state.stop != nil { throw CommandFailure("it was stopped before its end") }
    return try use(Result(state: state, folder: session.folder))
  }

  private func begin(in state: StateFolder) throws -> RunSession {
    let run = RunID(at: SystemClock().now().wall, runbook: "trial", chance: UInt16.random(in: 0...UInt16.max))
    let folder = try state.create(run)
    let bytes = Dictionary(loaded.files.map { ($0.path, $0.bytes) }) { first, _ in first }
    let text = PlanText(of: plan)
    try folder.write(text, files: plan.files.map { ($0, bytes[$0.path] ?? []) })
    let opening = RunOpening(
      run: run, mode: plan.mode, planHash: text.hash.description, startedBy: Me.operation,
      version: HalfhourCommand.version, folder: FileManager.default.currentDirectoryPath)
    return RunSession(
      state: state, folder: folder, plan: plan, journal: try JournalFile(folder, after: nil), opening: opening,
      locks: [], jobs: try JobFolders(stateFolder: state.path, environment: Me.environment), leavesNothing: true,
      recordsAnswers: recordsAnswers)
  }
}
