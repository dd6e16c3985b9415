internal import GRDB
package import RunCore
package import RunbookModel

extension HistoryIndex {
  /// The runs of a site's runbook that are over and began before a time, the newest first; of drills alone, if so asked.
  package func runs(
    of runbook: RunbookName, site: String, before: WallTime, mode: RunMode? = nil, limit: Int
  ) throws(IndexError) -> [PastRun] {
    let query = PastQuery(site: site, before: before)
    return try perform { database in
      try database.read { try query.runs(of: runbook, mode: mode, limit: limit, $0) }
    }
  }

  /// When each of these steps was last carried out in a run of the site that began before a time; those that never were
  /// are missing.
  package func lastExercised(
    _ steps: [StepID], site: String, before: WallTime
  ) throws(IndexError) -> [StepID: WallTime] {
    let query = LastExercisedQuery(site: site, before: before)
    return try perform { database in try database.read { try query.times(of: steps, $0) } }
  }
}

/// What is asked of the runs before one run.
private struct PastQuery {
  var site: String
  var before: WallTime

  func runs(of runbook: RunbookName, mode: RunMode?, limit: Int, _ database: Database) throws -> [PastRun] {
    var query = RunQuery(mode: mode, runbook: runbook, limit: max(0, limit))
    query.site = site
    query.before = before
    query.isOver = true
    let rows = try query.rows(database)
    return try rows.map { PastRun(row: $0, steps: try times(of: $0.id, database)) }
  }

  private func times(of run: RunID, _ database: Database) throws -> [StepID: Duration] {
    let rows = try Row.fetchAll(
      database,
      sql: "SELECT step, duration_ns FROM steps WHERE run = ? AND status = 'passed' AND duration_ns IS NOT NULL",
      arguments: [run.text])
    var times: [StepID: Duration] = [:]
    for row in rows {
      guard let step = StepID(try row.decode(String.self, forColumn: "step")) else { continue }
      times[step] = try row.duration("duration_ns")
    }
    return times
  }
}
