internal import GRDB
package import RunCore
package import RunbookModel

extension HistoryIndex {
  /// When each of these steps was carried out last in runs of a site; no entry for those that never were.
  ///
  /// A step that failed was carried out; one that was skipped, found done, or done by hand was not.
  package func lastExercised(_ steps: [StepID], site: String) throws(IndexError) -> [StepID: WallTime] {
    try perform { database in try database.read { try ExercisedQuery(site: site).times(of: steps, $0) } }
  }
}

struct ExercisedQuery {
  let site: String

  /// The one rule of what was exercised, in drills and in incidents.
  static let outcomes = ["passed", "failed"]

  /// Backwards through the index, and no further than to the first run of the site.
  static let sql = """
    SELECT runs.started FROM steps JOIN runs USING (run)
    WHERE steps.step = ? AND steps.status = ? AND runs.site = ? AND runs.started IS NOT NULL
    ORDER BY steps.run DESC LIMIT 1
    """

  func times(of steps: [StepID], _ database: Database) throws -> [StepID: WallTime] {
    let statement = try database.cachedStatement(sql: Self.sql)
    var times: [StepID: WallTime] = [:]
    for step in steps {
      for outcome in Self.outcomes {
        guard let row = try Row.fetchOne(statement, arguments: [step.description, outcome, site]),
          let time = try row.time("started")
        else { continue }
        times[step] = max(times[step] ?? time, time)
      }
    }
    return times
  }
}
