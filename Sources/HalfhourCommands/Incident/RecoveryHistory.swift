internal import HistoryIndex
internal import RunCore
internal import RunFolders
internal import RunbookModel

/// How long recoveries took on this machine, from the index.
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
  private static let mostShown = 3

  /// The last times that a runbook brought a service back, the latest first: drills and incidents that recovered it.
  func measured(_ runbook: RunbookName, _ service: ServiceName) -> [RecoveryOption.Measured] {
    guard let index else { return [] }
    do {
      let rows = try index.runs(limit: Self.mostRuns, service: service)
      return Array(rows.lazy.compactMap { measured($0, runbook, service) }.prefix(Self.mostShown))
    } catch {
      Output.error("WARNING: what earlier runs measured is not known now: \(error)")
      return []
    }
  }

  private func measured(
    _ row: RunRow, _ runbook: RunbookName, _ service: ServiceName
  ) -> RecoveryOption.Measured? {
    guard row.site == site, let verdict = row.verdict,
      [.passed, .passedWithConditions, .targetMissed].contains(verdict),
      let own = row.services.first(where: { $0.id == service }), let took = own.took ?? own.rta,
      let ended = row.ended ?? row.started, isBy(runbook, row)
    else { return nil }
    return RecoveryOption.Measured(took: took, ended: ended, mode: row.mode)
  }

  /// Whether the runbook was the run's own, or one of its set.
  private func isBy(_ runbook: RunbookName, _ row: RunRow) -> Bool {
    if row.runbook == runbook { return true }
    guard let state else { return false }
    do {
      return try state.folder(of: row.id).readPlanOutline().runbooks.contains { $0.name == runbook }
    } catch {
      // A run whose plan is gone measured something that can't be told from another runbook's time.
      return false
    }
  }
}
