internal import HistoryIndex
internal import Reporting
internal import RunCore
internal import RunFolders
internal import RunbookModel

/// Asks the index, and the folders of earlier runs, for what belongs into the report of a run.
///
/// No report fails for want of it, and no end of a run waits long for it: what can't be told is left out with a word.
struct PastGathering {
  let state: StateFolder
  /// The folder of the run that is reported.
  let folder: RunFolder

  private static let mostRuns = 5
  /// So many runs that the index lacks are read for a report.
  private static let mostRead = 20

  func past(of summary: RunSummary) -> ReportPast {
    guard let started = summary.clocks.started?.wall else { return ReportPast() }
    // The first run of a machine has no past, and makes no index for it.
    guard state.hasRuns(besides: summary.run) else { return ReportPast() }
    guard let index = IndexKeeper(state: state).glance(without: summary.run, most: Self.mostRead) else {
      return .unknown
    }
    do throws(IndexError) {
      return try past(of: summary, started, index)
    } catch {
      Output.error("WARNING: what earlier runs tell is left out of the report: \(error)")
      return .unknown
    }
  }

  private func past(
    of summary: RunSummary, _ started: WallTime, _ index: HistoryIndex
  ) throws(IndexError) -> ReportPast {
    let runs = try index.runs(
      of: summary.runbook, site: summary.site, before: started, limit: Self.mostRuns)
    var drill = runs.first { $0.row.mode == .drill }
    if drill == nil && runs.count == Self.mostRuns {
      drill = try index.runs(of: summary.runbook, site: summary.site, before: started, mode: .drill, limit: 1).first
    }
    return ReportPast(
      earlier: runs.compactMap { EarlierRun($0, comparedWith: summary) },
      changes: drill.flatMap { changes(since: $0.row, to: summary) },
      lastExercised: try index.lastExercised(
        Array(summary.leftOut.prefix(RunReport.mostRows)), site: summary.site, before: started))
  }

  /// Plans of more steps than this are not compared, as reading both would hold up the end of a run.
  private static let mostSteps = 1_000

  /// Both plans are read from what their runs kept, by today's rules.
  private func changes(since drill: RunRow, to summary: RunSummary) -> ChangesSince? {
    guard let started = drill.started else { return nil }
    var changes = ChangesSince(run: drill.id, started: started, changes: [])
    guard summary.steps.count <= Self.mostSteps else {
      changes.obstacle =
        "plans of more than \(Self.mostSteps) steps are not compared here; halfhour readiness --diff does"
      return changes
    }
    let then = KeptRunbook(folder: state.folder(of: drill.id)).ingredients(of: summary.runbook, site: nil)
    let now = KeptRunbook(folder: folder).ingredients(of: summary.runbook, site: nil)
    switch (then, now) {
    case (.success(let then), .success(let now)):
      changes.changes = Change.all(from: then, to: now).map(ChangesSince.Change.init)
    case (.failure(let unknown), _), (_, .failure(let unknown)): changes.obstacle = unknown.reason
    }
    return changes
  }
}

extension EarlierRun {
  /// The time that counted for a service is told by today's target, so that like is compared with like.
  fileprivate init?(_ past: PastRun, comparedWith summary: RunSummary) {
    guard let started = past.row.started else { return nil }
    let accepted = Set(summary.services.filter(\.countsAcceptance).map(\.id))
    self.init(
      id: past.id, mode: past.row.mode, started: started, duration: past.row.duration, verdict: past.row.verdict,
      services: past.row.services.map { row in
        Service(
          id: row.id, rto: row.rto, rta: accepted.contains(row.id) ? row.rtaAccepted : row.rta, rpa: row.rpa,
          rtoJudgement: row.rtoJudgement)
      }, steps: past.steps)
  }
}

extension ChangesSince.Change {
  fileprivate init(_ change: Change) {
    let what: What =
      switch change.what {
      case .changed: .changed
      case .added: .added
      case .removed: .removed
      case .mode: change.new?.isExecutable == true ? .madeExecutable : .madeNotExecutable
      }
    self.init(what, file: change.kind == .site ? nil : change.name, lines: change.lines)
  }
}

extension Change {
  /// How many lines came and went; nil where nobody would count them.
  fileprivate var lines: ChangesSince.Lines? {
    let bytes = (old?.bytes.count ?? 0) + (new?.bytes.count ?? 0)
    guard what == .changed, kind != .knownGood, bytes < Self.mostBytes else { return nil }
    // Behind the two lines of the heading.
    let lines = diff(since: "").dropFirst(2)
    return ChangesSince.Lines(
      added: lines.count { $0.hasPrefix("+") }, removed: lines.count { $0.hasPrefix("-") })
  }

  private static let mostBytes = 200_000
}
