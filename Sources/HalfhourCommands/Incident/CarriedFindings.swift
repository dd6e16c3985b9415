internal import HistoryIndex
internal import RunCore
internal import RunFolders

/// The findings of earlier runs that a run takes with it, so that nobody forgets them.
struct CarriedFindings {
  let state: StateFolder

  /// Those of a site that nobody has closed, the oldest first; none, with a warning, where that can't be found out.
  func ofSite(_ site: String) -> [CarriedFinding] {
    // A first run has nothing to take over, and makes no index before its journal.
    guard state.hasRuns() else { return [] }
    guard let index = IndexKeeper(state: state).glance() else { return [] }
    do {
      return try index.openFindings(site: site).map(\.finding)
    } catch {
      Output.error("WARNING: findings of earlier runs are not carried on: \(error)")
      return []
    }
  }
}
