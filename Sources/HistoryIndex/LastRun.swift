internal import GRDB
package import RunCore
package import RunbookModel

/// The last run that is over of one service in one mode.
package struct LastRun: Hashable, Sendable {
  package var run: RunID
  package var site: String
  package var mode: RunMode
  package var started: WallTime
  /// From the start to the end.
  package var duration: Duration?
  package var verdict: Verdict
  package var service: MeasuredService
}

/// Names of runs sort by time, so the last one of a service is found in the index of services alone.
struct LastRunQuery {
  var site: String?
  var isRecovered = false

  private var verdicts: String {
    guard isRecovered else { return "IS NOT NULL" }
    return "IN (\(Verdict.allCases.filter(\.hasRecovered).map { "'\($0.rawValue)'" }.joined(separator: ", ")))"
  }

  /// SQLite takes the other columns of the row that has the maximum ("Bare columns in an aggregate query").
  var sql: String {
    """
    SELECT runs.site, runs.mode, services.service, max(services.run) AS run
    FROM services INDEXED BY services_by_name CROSS JOIN runs ON runs.run = services.run
    WHERE runs.verdict \(verdicts) \(site == nil ? "" : "AND runs.site = ?")
    GROUP BY services.service, runs.site, runs.mode
    """
  }

  func rows(_ database: Database) throws -> [LastRun] {
    let found = try Row.fetchAll(database, sql: sql, arguments: StatementArguments([site].compactMap { $0 }))
    let whole = try database.cachedStatement(
      sql: """
        SELECT runs.started, runs.duration_ns, runs.verdict, services.* FROM services JOIN runs USING (run)
        WHERE services.service = ? AND services.run = ? LIMIT 1
        """)
    return try found.compactMap { row -> LastRun? in
      let run: String = try row.decode(forColumn: "run")
      let service: String = try row.decode(forColumn: "service")
      guard let last = try Row.fetchOne(whole, arguments: [service, run]), let started = try last.time("started") else {
        return nil
      }
      return LastRun(
        run: RunID(run), site: try row.decode(forColumn: "site"), mode: try row.word("mode"), started: started,
        duration: try last.duration("duration_ns"), verdict: try last.word("verdict"),
        service: try MeasuredService(last, phases: [:]))
    }.sorted { ($0.site, $0.service.id.text, $0.mode.rawValue) < ($1.site, $1.service.id.text, $1.mode.rawValue) }
  }
}
