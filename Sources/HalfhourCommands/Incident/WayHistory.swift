internal import HistoryIndex
internal import RunCore
internal import RunbookModel

/// What earlier runs tell of one way to recover a service.
struct WayHistory: Hashable {
  /// A run that is over, with all runbooks that were part of it.
  struct Run: Hashable {
    var row: RunRow
    var runbooks: Set<RunbookName>
  }

  /// The last times that it brought the service back, the latest first.
  var measured: [RecoveryOption.Measured] = []
  /// Its last drill, and an incident that came after that, the latest first, where they did not simply pass.
  var tries: [PastTry] = []
  /// Whether the service did not come back when it was last carried out.
  ///
  /// A run that somebody stopped tells nothing for or against it, so the one before it counts.
  var failedLast = false

  private static let mostShown = 3

  /// From the runs of the site that recovered the service, the newest first.
  init(of runbook: RunbookName, service: ServiceName, in runs: [Run]) {
    let own = runs.filter { $0.runbooks.contains(runbook) }.map(\.row)
    measured = Array(own.lazy.compactMap { Self.measured($0, service) }.prefix(Self.mostShown))
    let newest = own.prefix { $0.mode == .incident }.prefix(1) + [own.first { $0.mode == .drill }].compactMap { $0 }
    tries = newest.compactMap { PastTry($0, of: service, by: runbook) }
    if let last = own.first(where: { $0.verdict != .stopped }) {
      failedLast = last.verdict == .failed && last.services.first { $0.id == service }?.isVerified != true
    }
  }

  init() {}

  /// Drills and incidents that recovered it.
  private static func measured(_ row: RunRow, _ service: ServiceName) -> RecoveryOption.Measured? {
    guard row.verdict?.hasRecovered == true, let own = row.services.first(where: { $0.id == service }),
      own.isVerified, let took = own.took ?? own.rta, let ended = row.ended ?? row.started
    else { return nil }
    return RecoveryOption.Measured(took: took, ended: ended, mode: row.mode)
  }
}
