internal import Foundation
internal import GRDB
package import RunCore
internal import RunbookModel

extension HistoryIndex {
  /// Every run that began from one time until before another, the oldest first: those of one site, or of all.
  package func measuredRuns(
    site: String? = nil, from: WallTime, until: WallTime
  ) throws(IndexError) -> [MeasuredRun] {
    let query = PeriodQuery(site: site, from: from, until: until)
    return try perform { database in try database.read { try query.runs($0) } }
  }

  /// The last run that is over of every service in each mode, of one site or of all.
  ///
  /// Those that recovered are the ones that passed, with conditions or without, or missed a target.
  package func lastRuns(site: String? = nil, recovered: Bool = false) throws(IndexError) -> [LastRun] {
    let query = LastRunQuery(site: site, isRecovered: recovered)
    return try perform { database in try database.read { try query.rows($0) } }
  }
}

/// The runs that began within some days, with their services and the times of their phases.
struct PeriodQuery {
  let site: String?
  let from: WallTime
  let until: WallTime

  private var condition: String {
    (site == nil ? "" : "runs.site = ? AND ") + "runs.started_ns >= ? AND runs.started_ns < ?"
  }

  private var arguments: StatementArguments {
    var arguments = StatementArguments([site].compactMap { $0 })
    arguments += [from.nanoseconds, until.nanoseconds]
    return arguments
  }

  var runsSQL: String {
    """
    SELECT run, site, runbook, title, mode, severity, started, duration_ns, verdict, findings
    FROM runs WHERE \(condition) ORDER BY started_ns, run
    """
  }

  var servicesSQL: String {
    """
    SELECT services.* FROM runs CROSS JOIN services ON services.run = runs.run
    WHERE \(condition) ORDER BY services.run, services.place
    """
  }

  var phasesSQL: String {
    "SELECT phases.* FROM runs CROSS JOIN phases ON phases.run = runs.run WHERE \(condition)"
  }

  func runs(_ database: Database) throws -> [MeasuredRun] {
    var phases: [String: [String: [Phase: Duration]]] = [:]
    let measured = try Row.fetchCursor(database, sql: phasesSQL, arguments: arguments)
    while let row = try measured.next() {
      let phase: Phase = try row.word("phase")
      phases[try row.decode(forColumn: "run"), default: [:]][try row.decode(forColumn: "service"), default: [:]][
        phase] = try row.duration("duration_ns")
    }
    var services: [String: [MeasuredService]] = [:]
    let rows = try Row.fetchCursor(database, sql: servicesSQL, arguments: arguments)
    while let row = try rows.next() {
      let run: String = try row.decode(forColumn: "run")
      let service: String = try row.decode(forColumn: "service")
      services[run, default: []].append(try MeasuredService(row, phases: phases[run]?[service] ?? [:]))
    }
    return try Row.fetchAll(database, sql: runsSQL, arguments: arguments).compactMap { row in
      guard let started = try row.time("started") else { return nil }
      return try MeasuredRun(row, started: started, services: services[try row.decode(forColumn: "run")] ?? [])
    }
  }
}

extension MeasuredRun {
  fileprivate init(_ row: Row, started: WallTime, services: [MeasuredService]) throws {
    let findings: String = try row.decode(forColumn: "findings")
    self.init(
      id: RunID(try row.decode(forColumn: "run")), site: try row.decode(forColumn: "site"),
      runbook: RunbookName(try row.decode(forColumn: "runbook")), title: try row.decode(forColumn: "title"),
      mode: try row.word("mode"), severity: try row.wordIfAny("severity"), started: started,
      duration: try row.duration("duration_ns"), verdict: try row.wordIfAny("verdict"),
      findings: findings == "[]" ? [] : try JSONDecoder().decode([String].self, from: Data(findings.utf8)),
      services: services)
  }
}

extension MeasuredService {
  init(_ row: Row, phases: [Phase: Duration]) throws {
    let hundredths = try row.decode(Int?.self, forColumn: "cost_hundredths")
    let currency = try row.decode(String?.self, forColumn: "currency")
    var cost: MoneyPerHour?
    if let hundredths, let currency { cost = MoneyPerHour(hundredths: hundredths, currency: currency) }
    self.init(
      id: ServiceName(try row.decode(forColumn: "service")), tier: try row.word("tier"),
      rto: try row.duration("rto_ns"), rpo: try row.duration("rpo_ns"), rta: try row.duration("counted_ns"),
      rpa: try row.duration("rpa_ns"), rtoJudgement: try row.word("rto_judgement"),
      rpoJudgement: try row.word("rpo_judgement"), bytesRestored: try row.decode(forColumn: "bytes_restored"),
      isVerified: try row.decode(forColumn: "is_verified"), outage: try row.duration("outage_ns"), costPerHour: cost,
      phases: phases)
  }
}
