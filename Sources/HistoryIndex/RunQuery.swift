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
  var site: String?
  /// Began earlier than this.
  var before: WallTime?
  var isOver = false
  var limit: Int

  func rows(_ database: Database) throws -> [RunRow] {
    let runs = try Row.fetchAll(
      database, sql: "SELECT * FROM runs \(conditions) ORDER BY started_ns DESC, run DESC LIMIT ?", arguments: arguments
    )
    let services = try services(of: runs.map { try $0.decode(forColumn: "run") }, database)
    return try runs.map { row in
      try RunRow(row, services: services[try row.decode(forColumn: "run")] ?? [])
    }
  }

  /// By the names of the runs, as to choose the runs a second time takes as long as the first.
  private func services(of runs: [String], _ database: Database) throws -> [String: [ServiceRow]] {
    let names = String(decoding: try JSONEncoder().encode(runs), as: UTF8.self)
    let rows = try Row.fetchCursor(
      database, sql: "SELECT * FROM services WHERE run IN (SELECT value FROM json_each(?)) ORDER BY run, place",
      arguments: [names])
    var services: [String: [ServiceRow]] = [:]
    while let row = try rows.next() {
      services[try row.decode(forColumn: "run"), default: []].append(try ServiceRow(row))
    }
    return services
  }

  private var conditions: String {
    var conditions: [String] = []
    if mode != nil { conditions.append("mode = ?") }
    if service != nil { conditions.append("run IN (SELECT run FROM services WHERE service = ?)") }
    if since != nil { conditions.append("started_ns >= ?") }
    if runbook != nil { conditions.append("runbook = ?") }
    if site != nil { conditions.append("site = ?") }
    if before != nil { conditions.append("started_ns < ?") }
    if isOver { conditions.append("verdict IS NOT NULL") }
    return conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
  }

  private var arguments: StatementArguments {
    let values: [(any DatabaseValueConvertible)?] = [
      mode?.rawValue, service?.text, since?.nanoseconds, runbook?.text, site, before?.nanoseconds,
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
      findings: findings == "[]" ? [] : try JSONDecoder().decode([String].self, from: Data(findings.utf8)),
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
      counted: try row.duration("counted_ns"), isVerified: try row.decode(forColumn: "is_verified"),
      took: try row.duration("took_ns"),
      rtoJudgement: try row.word("rto_judgement"), rpoJudgement: try row.word("rpo_judgement"))
  }
}
