internal import HistoryIndex
internal import RunCore
internal import RunbookModel

/// Which runs go and which stay, as far as the list of all runs tells; each run's own record is asked before it goes.
struct PrunePlan {
  /// So many of the newest runs of each runbook stay; nil leaves it to their age alone.
  var keep: Int?
  /// Only what was started earlier goes.
  var before: WallTime?
  /// Runs that a person named: they go whatever they are, unless some process has them in hand.
  var forced: Set<RunID> = []

  /// A run with why it stays; nil for one that goes unless its own record says otherwise.
  struct Judged: Equatable {
    var run: RunID
    var stays: String?
  }

  /// The oldest first; `rows` holds every run that can be read, the newest first.
  func judge(_ rows: [RunRow]) -> [Judged] {
    var ranks: [Kind: Int] = [:]
    var lasts: Set<Recovery> = []
    var recovered: Set<Recovery> = []
    let judged = rows.map { row in
      // What goes on a person's word leaves its place to the next.
      if forced.contains(row.id) { return Judged(run: row.id, stays: nil) }
      let kind = Kind(site: row.site, runbook: row.runbook)
      ranks[kind, default: 0] += 1
      let recoveries = Set(row.services.map { Recovery(row, $0.id) })
      let hasRecovered = row.verdict?.hasRecovered == true
      let isFirst = row.mode == .drill && hasRecovered && !recoveries.isSubset(of: recovered)
      let stays =
        reason(row, rank: ranks[kind] ?? 0, lasts: lasts)
        ?? (isFirst ? "the last drill that recovered \(row.services.map(\.id.text).joined(separator: ", "))" : nil)
      if row.verdict != nil { lasts.formUnion(recoveries) }
      if hasRecovered { recovered.formUnion(recoveries) }
      return Judged(run: row.id, stays: stays)
    }
    return judged.reversed()
  }

  private func reason(_ row: RunRow, rank: Int, lasts: Set<Recovery>) -> String? {
    if let keep, rank <= keep {
      return keep == 1 ? "the newest of \(row.runbook)" : "among the newest of \(row.runbook)"
    }
    if let before {
      guard let started = row.started else { return "nobody knows when it was started" }
      if started >= before { return "not old enough" }
    }
    guard row.verdict != nil else { return "not over" }
    let services = row.services.filter { !lasts.contains(Recovery(row, $0.id)) }.map(\.id.text)
    if !services.isEmpty { return "the last \(row.mode.rawValue) of \(services.joined(separator: ", "))" }
    return nil
  }

  /// Two sites may have runbooks and services of the same name.
  private struct Kind: Hashable {
    var site: String
    var runbook: RunbookName
  }

  private struct Recovery: Hashable {
    var site: String
    var mode: RunMode
    var service: ServiceName

    init(_ row: RunRow, _ service: ServiceName) {
      site = row.site
      mode = row.mode
      self.service = service
    }
  }
}
