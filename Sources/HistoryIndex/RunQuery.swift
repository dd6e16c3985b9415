internal import Foundation
internal import GRDB
internal import RunCore
internal import RunbookModel

/// Which runs are asked for; the newest come first.
struct RunQuery {
  var mode: RunMode?
  var service: ServiceName?
  var since: WallTime?
  var runbook: RunbookName?
  var limit: Int

  func rows(_ database: Database) throws -> [RunRow] {
    let chosen = "FROM runs \(conditions) ORDER BY started_ns DESC, run DESC LIMIT ?"
    let services = try Row.fetchAll(
      database, sql: "SELECT * FROM services WHERE run IN (SELECT run \(chosen)) ORDER BY run, place",
      arguments: arguments)
    let byRun = try Dictionary(grouping: services) { try $0.decode(String.self, forColumn: "run") }
    return try Row.fetchAll(database, sql: "SELECT * \(chosen)", arguments: arguments).map { row in
      try RunRow(row, services: (byRun[try row.decode(forColumn: "run")] ?? []).map { try ServiceRow($0) })
    }
  }

  private var conditions: String {
    var conditions: [String] = []
    if mode != nil { conditions.append("mode = ?") }
    if service != nil { conditions.append("run IN (SELECT run FROM services WHERE service = ?)") }
    if since != nil { conditions.append("started_ns >= ?") }
    if runbook != nil { conditions.append("runbook = ?") }
    return conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
  }

  private var arguments: StatementArguments {
    let values: [(any DatabaseValueConvertible)?] = [
      mode?.rawValue, service?.text, since?.nanoseconds, runbook?.text,
    ]
    return StatementArguments(values.compactMap { $0 } + [max(0, limit)])
  }
}

extension RunRow {
  fileprivate init(_ row: Row, services: [ServiceRow]) throws {
    let findings: String = try row.decode(forColumn: "findings")
    self.init(
      id: RunID(try row.decode(forColumn: "run")), site: try row.decode(forColumn: "site"),
      runbook: RunbookName(try row.decode(forColumn: "runbook")), title: try row.decode(forColumn: "title"),
      mode: try row.word("mode"), severity: try row.wordIfAny("severity"),
      startedBy: try row.decode(forColumn: "started_by"), started: try row.time("started"),
      ended: try row.time("ended"), duration: try row.duration("duration_ns"), verdict: try row.wordIfAny("verdict"),
      findings: try JSONDecoder().decode([String].self, from: Data(findings.utf8)),
      planHash: try row.decode(forColumn: "plan_hash"), journalHead: try row.decode(forColumn: "journal_head"),
      services: services)
  }
}

extension ServiceRow {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: ServiceName(try row.decode(forColumn: "service")), tier: try row.word("tier"),
      rto: try row.duration("rto_ns"), rpo: try row.duration("rpo_ns"), rta: try row.duration("rta_ns"),
      rtaAccepted: try row.duration("rta_accepted_ns"), rpa: try row.duration("rpa_ns"),
      took: try row.duration("took_ns"),
      rtoJudgement: try row.word("rto_judgement"), rpoJudgement: try row.word("rpo_judgement"))
  }
}
