internal import GRDB
package import RunCore
package import RunbookModel

/// A finding of some run that nobody has closed.
package struct OpenFinding: Hashable, Sendable {
  package var site: String
  package var runbook: RunbookName
  package var mode: RunMode
  package var finding: CarriedFinding

  package init(site: String, runbook: RunbookName, mode: RunMode, finding: CarriedFinding) {
    self.site = site
    self.runbook = runbook
    self.mode = mode
    self.finding = finding
  }
}

extension HistoryIndex {
  /// The findings that nobody has closed, the oldest first: those of one site, or of all.
  package func openFindings(site: String? = nil) throws(IndexError) -> [OpenFinding] {
    try perform { database in try database.read { try FindingQuery(site: site).rows($0) } }
  }
}

private struct FindingQuery {
  var site: String?

  func rows(_ database: Database) throws -> [OpenFinding] {
    let condition = site == nil ? "" : "AND site = ?"
    return try Row.fetchAll(
      database,
      sql: """
        SELECT findings.*, runs.site, runs.runbook, runs.mode FROM findings JOIN runs ON runs.run = findings.run
        WHERE status IN ('open', 'accepted', 'retested') \(condition) ORDER BY noted_ns, findings.run, number
        """, arguments: StatementArguments([site].compactMap { $0 })
    ).map { row in
      OpenFinding(
        site: try row.decode(forColumn: "site"), runbook: RunbookName(try row.decode(forColumn: "runbook")),
        mode: try row.word("mode"), finding: try finding(row))
    }
  }

  private func finding(_ row: Row) throws -> CarriedFinding {
    let owner: String? = try row.decode(forColumn: "owner")
    let attested: String? = try row.decode(forColumn: "attested")
    guard let noted = try row.time("noted") else { throw IndexFailure.strange(nil, in: "noted") }
    return CarriedFinding(
      run: RunID(try row.decode(forColumn: "run")),
      note: Note(
        number: try row.decode(forColumn: "number"), text: try row.decode(forColumn: "text"),
        by: Operator(
          user: try row.decode(forColumn: "user"), attested: attested.map { PersonName($0) },
          attestation: try row.wordIfAny("attestation")),
        finding: FindingTerms(
          severity: try row.word("severity"), owner: owner.map { PersonName($0) },
          due: try row.decode(forColumn: "due"))),
      status: try row.word("status"), noted: noted)
  }
}
