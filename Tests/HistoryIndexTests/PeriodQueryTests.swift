import Foundation
import RunCore
import RunbookModel
import Testing

@testable import HistoryIndex

struct PeriodQueryTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func start(_ number: Int) throws -> WallTime { try #require(try Summaries.run(number).clocks.started?.wall) }

  private func filled(_ path: String? = nil) throws -> HistoryIndex {
    let index = try HistoryIndex.open(path ?? scratch.index)
    for number in 1...4 {
      let summary = try Summaries.run(
        number, mode: number == 2 ? .incident : .drill, service: number == 3 ? "mail" : "shop",
        verdict: number == 4 ? nil : .passed)
      try index.record(summary, journalHead: "")
    }
    return index
  }

  @Test func `runs of a period come with what their services and phases took, the oldest first`() throws {
    let index = try filled()
    let runs = try index.measuredRuns(site: "Site", from: start(2), until: start(4))
    #expect(runs.map(\.id) == [Summaries.id(2), Summaries.id(3)])
    #expect(runs.map(\.mode) == [.incident, .drill])
    let service = try #require(runs.last?.services.first)
    #expect((service.id, service.rta, service.bytesRestored) == ("mail", .seconds(30), 126))
    #expect(service.phases == [.restore: .seconds(20), .verify: .seconds(10)])
    #expect(service.outage == nil, "in a drill nobody misses the service")
    #expect(try index.measuredRuns(site: "Elsewhere", from: start(1), until: start(4)).isEmpty)
    #expect(try index.measuredRuns(from: start(1), until: start(9)).count == 4)
  }

  @Test func `the last run that is over is told for every service and mode`() throws {
    let index = try filled()
    try index.record(try Summaries.run(0), journalHead: "")
    let last = try index.lastRuns(site: "Site")
    #expect(
      last.map { "\($0.service.id) \($0.mode.rawValue) \($0.run)" } == [
        "mail drill run-1000003", "shop drill run-1000001", "shop incident run-1000002",
      ])
    #expect(last.last?.verdict == .passed)
    #expect(try filled().lastRuns(site: "Elsewhere").isEmpty)
  }

  @Test func `a step was exercised when it was carried out, whatever came of it`() throws {
    let index = try filled()
    _ = try scratch.query(
      "UPDATE steps SET status = 'excluded' WHERE step = 'book.s2'; UPDATE steps SET status = 'failed' WHERE step = "
        + "'book.s3' AND run = 'run-1000003'; UPDATE steps SET status = 'skipped' WHERE run = 'run-1000004'")
    let steps = [1, 2, 3].map { StepID("book", StepName("s\($0)")) }
    let times = try index.lastExercised(steps, site: "Site")
    #expect(times == [steps[0]: try start(3), steps[2]: try start(3)])
    #expect(try index.lastExercised(steps, site: "Elsewhere").isEmpty)
  }

  @Test func `an index of the second version is emptied, so that the journals fill it anew`() throws {
    _ = try filled()
    _ = try scratch.query(
      """
      DROP TABLE phases; DROP INDEX runs_by_site; DROP INDEX steps_by_outcome;
      CREATE INDEX steps_by_name ON steps (step, run);
      ALTER TABLE services DROP COLUMN counted_ns; ALTER TABLE services DROP COLUMN outage_ns;
      ALTER TABLE services DROP COLUMN cost_hundredths; ALTER TABLE services DROP COLUMN currency;
      ALTER TABLE services DROP COLUMN is_verified;
      DELETE FROM grdb_migrations WHERE identifier LIKE '3:%';
      """)
    let index = try HistoryIndex.open(scratch.index)
    #expect(index.notice == nil)
    #expect(try index.runs(limit: 9).isEmpty)
    for table in ["runs", "services", "steps", "findings", "phases"] {
      #expect(try scratch.query("SELECT count(*) FROM \(table)") == "0", "\(table)")
    }
    let again = try filled()
    let service = try #require(try again.measuredRuns(from: start(1), until: start(2)).first?.services.first)
    #expect(service.phases == [.restore: .seconds(20), .verify: .seconds(10)])
    #expect(service.rta == .seconds(30))
  }

  @Test func `an index of the third version, which knows no age below zero and no signer, is emptied`() throws {
    var summary = try Summaries.run(1)
    summary.services[0].rpa = .seconds(-2_520)
    try HistoryIndex.open(scratch.index).record(summary, journalHead: "")
    _ = try scratch.query(
      "DELETE FROM grdb_migrations WHERE identifier LIKE '4:%'; ALTER TABLE runs DROP COLUMN signed_off_by")
    let index = try HistoryIndex.open(scratch.index)
    #expect(index.notice == nil)
    for table in ["runs", "services", "steps", "findings", "phases"] {
      #expect(try scratch.query("SELECT count(*) FROM \(table)") == "0", "\(table)")
    }
    try index.record(summary, journalHead: "")
    let service = try #require(try index.measuredRuns(from: start(1), until: start(2)).first?.services.first)
    #expect(service.rpa == .seconds(-2_520))
  }

  @Test func `a service whose acceptance is missing has no time, though its last check held`() throws {
    let index = try HistoryIndex.open(scratch.index)
    var summary = try Summaries.run(1)
    summary.services[0].target.until = .accepted
    summary.services[0].hasAcceptSteps = true
    summary.services[0].rtoJudgement = .unknown
    try index.record(summary, journalHead: "")
    let service = try #require(try index.measuredRuns(from: start(1), until: start(2)).first?.services.first)
    #expect(service.rta == nil && service.isVerified)
    #expect(service.outcome == .notMeasured)
    summary.services[0].verified = nil
    try index.record(summary, journalHead: "")
    #expect(try index.lastRuns().map(\.service.outcome) == [.notVerified])
  }

  @Test func `the last run that recovered stands behind one that failed`() throws {
    let index = try HistoryIndex.open(scratch.index)
    for (number, verdict) in [(1, Verdict.passed), (2, .targetMissed), (3, .failed), (4, .stopped)] {
      try index.record(try Summaries.run(number, verdict: verdict), journalHead: "")
    }
    #expect(try index.lastRuns().map(\.run) == [Summaries.id(4)])
    #expect(try index.lastRuns(site: "Site", recovered: true).map(\.run) == [Summaries.id(2)])
  }

  @Test func `both questions for what was exercised count what failed, in incidents, too`() throws {
    let index = try HistoryIndex.open(scratch.index)
    var summary = try Summaries.run(1, mode: .incident)
    summary.steps[0].status = .failed
    summary.steps[1].status = .skipped
    try index.record(summary, journalHead: "")
    let steps = [1, 2, 3].map { StepID("book", StepName("s\($0)")) }
    let before = try index.lastExercised(steps, site: "Site", before: start(9))
    let period = try index.lastExercised(steps, site: "Site")
    #expect(Set(before.keys) == [steps[0], steps[2]] && Set(period.keys) == Set(before.keys))
  }

  @Test func `no question of a period reads a whole table of steps`() throws {
    _ = try filled()
    let period = PeriodQuery(site: "Site", from: try start(1), until: try start(9))
    let questions = [
      (period.runsSQL, "runs_by_site"), (period.servicesSQL, "runs_by_site"), (period.phasesSQL, "runs_by_site"),
      (LastRunQuery(site: "Site").sql, "services_by_name"), (ExercisedQuery.sql, "steps_by_outcome"),
      (LastExercisedQuery.sql, "steps_by_outcome"),
    ]
    for (question, index) in questions {
      let plan = try scratch.query("EXPLAIN QUERY PLAN " + question)
      #expect(plan.contains("INDEX \(index)"), "\(plan)")
      // What is looked for backwards must come in its order, else all of it is read first.
      if index == "steps_by_outcome" { #expect(!plan.contains("TEMP B-TREE"), "\(plan)") }
      for line in plan.split(separator: "\n") where line.contains("SCAN") {
        #expect(line.contains("SCAN services USING COVERING INDEX"), "\(plan)")
      }
    }
  }

  /// What is damaged, and whether opening the index tells of it.
  @Test(arguments: [("", false), ("runs", true), ("services", true), ("steps", false)])
  func `a large index is opened by a look at its lists alone, and what lists them must be sound`(
    damaged: String, isTold: Bool
  ) throws {
    do { _ = try filled() }
    // 20 MB of steps that belong to nothing.
    _ = try scratch.query(
      """
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
      INSERT INTO steps (run, place, step, title, phase, kind, is_check, status, attempts, message)
      SELECT 'run-1000001', 1000 + i, 'x.y', 't', 'verify', 'run', 0, 'passed', 1, hex(zeroblob(500)) FROM n;
      PRAGMA wal_checkpoint(TRUNCATE);
      """)
    if !damaged.isEmpty { try damage(damaged) }
    let index = try HistoryIndex.open(scratch.index)
    #expect((index.notice != nil) == isTold, "\(index.notice ?? "not told")")
    #expect(try index.measuredRuns(from: start(1), until: start(9)).count == (isTold ? 0 : 4))
  }

  /// Overwrites the page from which a table hangs.
  private func damage(_ table: String) throws {
    let root = try scratch.query("SELECT rootpage FROM sqlite_master WHERE name = '\(table)'")
    let page = try scratch.query("PRAGMA page_size")
    let (number, size) = (try #require(UInt64(root)), try #require(UInt64(page)))
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch.index))
    try file.seek(toOffset: (number - 1) * size)
    try file.write(contentsOf: Data(repeating: 0xA5, count: Int(size)))
    try file.close()
  }
}
