internal import Foundation
internal import GRDB
internal import RunCore
internal import RunbookModel

/// A run as rows of the index.
struct RunRecord {
  let summary: RunSummary
  let run: RunID
  let journalHead: String

  init(_ summary: RunSummary, run: RunID, journalHead: String) {
    self.summary = summary
    self.run = run
    self.journalHead = journalHead
  }

  func save(_ database: Database) throws {
    try database.cachedStatement(sql: "DELETE FROM runs WHERE run = ?").execute(arguments: [run.text])
    try saveRun(database)
    for (place, service) in summary.services.enumerated() { try save(service, place, database) }
    var rows = RowInserter(table: "steps")
    for note in summary.notes { try save(note, database) }
    for (place, step) in summary.steps.enumerated() { try save(step, place, &rows, database) }
  }

  private func saveRun(_ database: Database) throws {
    let clocks = summary.clocks
    let findings = String(decoding: try JSONEncoder().encode(summary.findings), as: UTF8.self)
    var rows = RowInserter(table: "runs")
    try rows.insert(
      database,
      [
        "run": run.text, "site": summary.site, "runbook": summary.runbook.text, "title": summary.title,
        "mode": summary.mode.rawValue, "severity": summary.severity?.rawValue,
        "started_by": summary.startedBy?.description, "started": clocks.started?.wall.description,
        "started_ns": clocks.started?.wall.nanoseconds, "ended": clocks.ended?.wall.description,
        "duration_ns": duration?.nanoseconds, "verdict": summary.verdict?.rawValue, "findings": findings,
        "plan_hash": summary.planHash, "journal_head": journalHead,
        "signed_off_by": summary.signOffs.last?.word.by.description,
      ])
  }

  /// To the run's end, or to the last thing that is known while it isn't over.
  private var duration: Duration? {
    guard let started = summary.clocks.started else { return nil }
    let last =
      summary.clocks.ended ?? summary.steps.compactMap { $0.ended ?? $0.started }.max { $0.elapsed < $1.elapsed }
    return last.map { $0.elapsed - started.elapsed }
  }

  private func save(_ service: ServiceSummary, _ place: Int, _ database: Database) throws {
    var rows = RowInserter(table: "services")
    try rows.insert(
      database,
      [
        "run": run.text, "place": place, "service": service.id.text, "tier": service.tier.rawValue,
        "rto_ns": service.target.rto.nanoseconds, "rpo_ns": service.target.rpo?.nanoseconds,
        "rta_ns": service.rta?.nanoseconds, "rta_accepted_ns": service.rtaAccepted?.nanoseconds,
        "rpa_ns": service.rpa?.nanoseconds, "rto_judgement": service.rtoJudgement.rawValue,
        "rpo_judgement": service.rpoJudgement.rawValue, "bytes_restored": service.bytesRestored,
        "took_ns": took(service)?.nanoseconds, "counted_ns": service.countedRTA?.nanoseconds,
        "outage_ns": outage(service)?.nanoseconds, "is_verified": service.verified != nil,
        "cost_hundredths": service.costPerHour?.hundredths,
        "currency": service.costPerHour?.currency,
      ])
    try save(phasesOf: service, database)
  }

  /// How long users missed it, whatever the target counts; in a drill nobody missed anything.
  private func outage(_ service: ServiceSummary) -> Duration? {
    summary.mode == .incident ? service.outage : nil
  }

  /// From the first start to the last end of its steps in each phase, without what only proves something.
  private func save(phasesOf service: ServiceSummary, _ database: Database) throws {
    let steps = summary.steps.filter { $0.service == service.id && $0.proof == nil }
    var rows = RowInserter(table: "phases")
    for (phase, steps) in Dictionary(grouping: steps, by: \.phase).sorted(by: { $0.key < $1.key }) {
      guard let first = steps.compactMap({ $0.started?.elapsed }).min(),
        let last = steps.compactMap({ $0.ended?.elapsed }).max()
      else { continue }
      try rows.insert(
        database,
        [
          "run": run.text, "service": service.id.text, "phase": phase.rawValue,
          "duration_ns": max(.zero, last - first).nanoseconds,
        ])
    }
  }

  /// From the run's start to that end which the target counts, without what only a drill does.
  private func took(_ service: ServiceSummary) -> Duration? {
    guard let end = service.countedEnd else { return nil }
    return max(.zero, end.elapsed - (service.drillOverhead ?? .zero))
  }

  private func save(_ summary: NoteSummary, _ database: Database) throws {
    guard let finding = summary.note.finding, let status = summary.status else { return }
    let note = summary.note
    var rows = RowInserter(table: "findings")
    try rows.insert(
      database,
      [
        "run": run.text, "number": note.number, "text": note.text, "severity": finding.severity.rawValue,
        "owner": finding.owner?.text, "due": finding.due, "user": note.by.user, "attested": note.by.attested?.text,
        "attestation": note.by.attestation?.rawValue, "noted": summary.at.wall.description,
        "noted_ns": summary.at.wall.nanoseconds, "status": status.rawValue,
      ])
  }

  private func save(_ step: StepSummary, _ place: Int, _ rows: inout RowInserter, _ database: Database) throws {
    try rows.insert(
      database,
      [
        "run": run.text, "place": place, "step": step.id.description, "title": step.title,
        "phase": step.phase.rawValue, "kind": step.kind.rawValue, "service": step.service?.text, "host": step.host,
        "is_check": step.isCheck, "status": step.status.rawValue, "planned_ns": step.planned?.nanoseconds,
        "started": step.started?.wall.description, "ended": step.ended?.wall.description,
        "duration_ns": step.duration?.nanoseconds, "attempts": step.attempts.count, "exit": step.exit,
        "message": step.message, "bytes_restored": step.bytesRestored,
      ])
  }

}

/// Inserts rows with the same columns into one table; the statement is made for the first.
private struct RowInserter {
  let table: String
  private var statement: Statement?

  init(table: String) { self.table = table }

  mutating func insert(_ database: Database, _ row: KeyValuePairs<String, (any DatabaseValueConvertible)?>) throws {
    let statement = try statement ?? prepare(row.map(\.key), database)
    self.statement = statement
    try statement.execute(arguments: StatementArguments(row.map(\.value)))
  }

  private func prepare(_ columns: [String], _ database: Database) throws -> Statement {
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    return try database.cachedStatement(
      sql: "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))")
  }
}
