internal import GRDB
package import RunCore

/// What may speak against deleting a run, as its journal told when it was taken in.
package struct RunHold: Hashable, Sendable {
  /// Of the journal's last line: where the journal has another one by now, this is out of date.
  package var journalHead: String
  package var isOver: Bool
  /// Who signed it off last; nil for nobody.
  package var signedOffBy: String?
  package var openFindings: Int

  package init(journalHead: String, isOver: Bool, signedOffBy: String?, openFindings: Int) {
    self.journalHead = journalHead
    self.isOver = isOver
    self.signedOffBy = signedOffBy
    self.openFindings = openFindings
  }
}

extension HistoryIndex {
  /// What holds back every run.
  package func holds() throws(IndexError) -> [RunID: RunHold] {
    try perform { database in try database.read { try HoldQuery().holds($0) } }
  }
}

private struct HoldQuery {
  static let sql = """
    SELECT run, journal_head, verdict IS NOT NULL AS is_over, signed_off_by,
      (SELECT count(*) FROM findings WHERE findings.run = runs.run AND status != 'closed') AS open_findings
    FROM runs
    """

  func holds(_ database: Database) throws -> [RunID: RunHold] {
    var holds: [RunID: RunHold] = [:]
    let rows = try Row.fetchCursor(database, sql: Self.sql)
    while let row = try rows.next() {
      holds[RunID(try row.decode(forColumn: "run"))] = RunHold(
        journalHead: try row.decode(forColumn: "journal_head"), isOver: try row.decode(forColumn: "is_over"),
        signedOffBy: try row.decode(forColumn: "signed_off_by"),
        openFindings: try row.decode(forColumn: "open_findings"))
    }
    return holds
  }
}
