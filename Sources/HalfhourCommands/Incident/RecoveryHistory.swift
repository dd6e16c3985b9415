internal import HistoryIndex
internal import RunCore
internal import RunFolders
internal import RunbookModel

/// The runs on this machine that recovered services of a site, from the index.
struct RecoveryHistory {
  let state: StateFolder?
  /// Nil where there is none that can be used.
  let index: HistoryIndex?
  let site: String

  /// Nothing is known, with a warning, where there is no folder for it: no recovery is held up by that.
  static func onThisMachine(site: String) -> RecoveryHistory {
    do {
      let state = try StateFolder(environment: Me.environment)
      return RecoveryHistory(state: state, index: IndexKeeper(state: state).glance(), site: site)
    } catch {
      Output.error("WARNING: \(error)\nWARNING: what earlier runs tell is not known now.")
      return RecoveryHistory(state: nil, index: nil, site: site)
    }
  }

  /// Runs further back are not looked at.
  private static let mostRuns = 200

  /// The last runs that recovered a service and are over, the newest first; `ways` are its runbooks beside the site.
  func runs(of service: ServiceName, ways: Set<RunbookName>) -> [WayHistory.Run] {
    guard let index else { return [] }
    do {
      return try index.runs(limit: Self.mostRuns, service: service)
        .filter { $0.site == site && $0.verdict != nil }
        .map { WayHistory.Run(row: $0, runbooks: runbooks(of: $0, ways)) }
    } catch {
      Output.error("WARNING: what earlier runs measured is not known now: \(error)")
      return []
    }
  }

  /// The run's own runbook, and those of its set, which the kept plan names; a way is no set, so that none is read.
  private func runbooks(of row: RunRow, _ ways: Set<RunbookName>) -> Set<RunbookName> {
    guard let state, !ways.contains(row.runbook) else { return [row.runbook] }
    do {
      return Set(try state.folder(of: row.id).readPlanOutline().runbooks.map(\.name) + [row.runbook])
    } catch {
      // A run whose plan is gone measured something that can't be told from another runbook's time.
      return [row.runbook]
    }
  }
}
