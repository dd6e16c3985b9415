internal import GRDB
internal import RunCore
internal import RunbookModel

/// When steps were last carried out in a run of a site that began before a time.
struct LastExercisedQuery {
  let site: String
  let before: WallTime

  /// Backwards through the index, and no further than to the first run that fits.
  ///
  /// Left to itself, SQLite would rather go through all steps of all runs of the site.
  static let sql = """
    SELECT coalesce(steps.ended, runs.started) AS at
    FROM steps INDEXED BY steps_by_outcome CROSS JOIN runs ON runs.run = steps.run
    WHERE steps.step = ? AND steps.status = ? AND runs.site = ? AND runs.started_ns < ?
    ORDER BY steps.run DESC LIMIT 1
    """

  func times(of steps: [StepID], _ database: Database) throws -> [StepID: WallTime] {
    let statement = try database.cachedStatement(sql: Self.sql)
    var times: [StepID: WallTime] = [:]
    for step in steps {
      for outcome in ExercisedQuery.outcomes {
        let arguments: StatementArguments = [step.description, outcome, site, before.nanoseconds]
        guard let time = try Row.fetchOne(statement, arguments: arguments)?.time("at") else { continue }
        times[step] = max(times[step] ?? time, time)
      }
    }
    return times
  }
}
