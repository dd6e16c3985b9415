internal import ArgumentParser
internal import HistoryIndex
internal import RunCore
internal import RunFolders
internal import RunbookModel
internal import StepExecutors

struct PruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Deletes old runs with their logs and reports, and says what goes and what stays.",
    discussion: """
      Examples:
        halfhour runs prune --keep 8 --older-than 2y --dry-run
        halfhour runs prune --keep 8 --yes

      A run stays that somebody has in hand, that is not over, that was signed off, that has a finding which
      nobody has closed, and of each service the last drill, the last drill that recovered it and the last incident, unless --force names it.
      What is deleted can't be had again: keep its evidence first, with halfhour evidence export RUN.
      """)

  @Option(help: ArgumentHelp("Keep so many of the newest runs of each runbook.", valueName: "number"))
  var keep: Int?

  @Option(help: ArgumentHelp("Delete only what is older, such as 2y or 90d.", valueName: "age"))
  var olderThan: RunAge?

  @Option(help: ArgumentHelp("Delete this run, whatever speaks for it; can be given again.", valueName: "run"))
  var force: [String] = []

  @Flag(help: "Say what would go, and delete nothing.")
  var dryRun = false

  @Flag(help: "Delete without asking.")
  var yes = false

  func validate() throws {
    if keep == nil && olderThan == nil && force.isEmpty {
      throw ValidationError("say what may go: --keep 8, --older-than 2y, or --force RUN")
    }
    if let keep, keep < 0 { throw ValidationError("--keep takes a number of runs, such as 8") }
  }

  func run() throws {
    try reportingFailuresInPlace {
      let state = try StateFolder(environment: Me.environment)
      if !dryRun { try state.removeRemains() }
      let index = try IndexKeeper(state: state).upToDate(anew: false, comparingAll: true)
      let forced = try Set(force.map { try state.find($0) })
      let runs = try judge(index, state, forced: forced)
      let going = runs.filter { $0.stays == nil }.map(\.run)
      tell(runs)
      guard !going.isEmpty, !dryRun else { return }
      try confirm(going.count)
      try remove(going, state, index, forced: forced)
    }
  }

  /// Who names runs alone means these alone.
  private func judge(
    _ index: HistoryIndex, _ state: StateFolder, forced: Set<RunID>
  ) throws(IndexError) -> [PrunePlan.Judged] {
    let (rows, holds) = (try index.runs(limit: .max), try index.holds())
    var plan = PrunePlan(keep: keep, forced: forced)
    if keep == nil && olderThan == nil { plan.keep = .max }
    if let olderThan {
      let now = SystemClock().now().wall
      plan.before = now + (.zero - olderThan.duration)
    }
    // A run that can't be read isn't in the index, and goes only where it is named.
    let unknown = forced.subtracting(rows.map(\.id)).sorted().map { PrunePlan.Judged(run: $0, stays: nil) }
    return unknown
      + plan.judge(rows).map { judged in
        guard judged.stays == nil else { return judged }
        let folder = state.folder(of: judged.run)
        if forced.contains(judged.run) {
          return PrunePlan.Judged(run: judged.run, stays: folder.isInHand ? "in the hands of a process" : nil)
        }
        let guarding = PruneGuard(folder: folder, hold: holds[judged.run])
        return PrunePlan.Judged(run: judged.run, stays: guarding.objection)
      }
  }

  private func tell(_ runs: [PrunePlan.Judged]) {
    for run in runs {
      Output.line(DisplayText.clean("\(run.run)  \(run.stays.map { "stays: \($0)" } ?? "goes")"))
    }
    let going = runs.count { $0.stays == nil }
    let words = going == 0 ? "No run goes" : going == 1 ? "1 run goes" : "\(going) runs go"
    Output.line("\(words), \(runs.count - going) stay\(runs.count - going == 1 ? "s" : "").")
    if going > 0 { Output.line("To keep the evidence of a run, first: halfhour evidence export RUN") }
  }

  private func confirm(_ count: Int) throws {
    if yes { return }
    guard Output.hasReader else {
      throw CommandFailure("nobody is there to be asked, and nothing was deleted; say --yes")
    }
    Output.text("Delete \(count == 1 ? "it" : "these \(count)") for good? Type \"delete\": ")
    guard readLine() == "delete" else {
      throw CommandFailure("nothing was deleted", status: ExitStatus.failure)
    }
  }

  private func remove(_ runs: [RunID], _ state: StateFolder, _ index: HistoryIndex, forced: Set<RunID>) throws {
    var gone: Set<RunID> = []
    var isWhole = true
    for run in runs {
      do {
        try remove(run, state, isForced: forced.contains(run))
      } catch {
        Output.error("\(run): \(error)")
        isWhole = false
      }
      // What is left of a run that has lost its name goes the next time.
      if !state.folder(of: run).hasJournal { gone.insert(run) }
    }
    try index.forget(gone)
    Output.line(gone.count == 1 ? "1 run was deleted." : "\(gone.count) runs were deleted.")
    if !isWhole { throw ExitStatus.failure }
  }

  /// Asked once more with its lock held: somebody may have found something in the run while we asked.
  private func remove(_ run: RunID, _ state: StateFolder, isForced: Bool) throws {
    let folder = state.folder(of: run)
    let lock = try folder.lock(holder: Me.holder(of: run))
    try withExtendedLifetime(lock) {
      if !isForced, let objection = PruneGuard(folder: folder).recordedObjection {
        throw CommandFailure("it stays: \(objection)")
      }
      try state.remove(run)
    }
  }
}
