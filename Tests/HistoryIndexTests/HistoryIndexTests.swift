import RunCore
import RunbookModel
import Testing

@testable import HistoryIndex

struct HistoryIndexTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func `a recorded run is listed with its services`() throws {
    let index = try HistoryIndex.open(scratch.index)
    #expect(index.notice == nil)
    let summary = try Summaries.run(1)
    try index.record(summary, journalHead: "ff")
    let row = try #require(try index.runs(limit: 10).first)
    #expect(row.id == Summaries.id(1))
    #expect((row.title, row.runbook, row.site) == ("Rebuild the shop", "book", "Site"))
    #expect((row.mode, row.verdict, row.startedBy) == (.drill, .passed, "matthew (root)"))
    #expect(row.started == summary.clocks.started?.wall)
    #expect(row.started?.offset == 7_200, "the offset of the clock on the wall is kept")
    #expect(row.duration == .seconds(30))
    #expect(row.findings == ["\"it's\" a finding"])
    #expect((row.planHash, row.journalHead) == ("aa", "ff"))
    let service = try #require(row.services.first)
    #expect((service.id, service.tier, service.rto, service.rta) == ("shop", .critical, .seconds(1_800), .seconds(30)))
    #expect((service.rtoJudgement, service.rpa) == (.met, nil))
  }

  @Test func `a run that goes on is unfinished, unknown, and taken in anew at its end`() throws {
    let index = try HistoryIndex.open(scratch.index)
    try index.record(try Summaries.run(1, verdict: nil), journalHead: "1")
    #expect(try index.runs(limit: 10).map(\.verdict) == [nil])
    #expect(try index.knownRuns().unfinished == [Summaries.id(1): "1"])
    try index.record(try Summaries.run(1), journalHead: "2")
    #expect(try index.runs(limit: 10).map(\.journalHead) == ["2"])
    #expect(try index.knownRuns() == HistoryIndex.KnownRuns(all: [Summaries.id(1)], unfinished: [:]))
    #expect(try scratch.query("SELECT count(*) FROM steps; SELECT count(*) FROM services") == "3\n1")
  }

  @Test func `several are taken in together, or none of them`() throws {
    let index = try HistoryIndex.inMemory()
    func record(_ number: Int) throws -> HistoryIndex.Record {
      HistoryIndex.Record(summary: try Summaries.run(number), journalHead: "\(number)")
    }
    try index.record([])
    try index.record([record(1), record(2), record(2)])
    #expect(try index.runs(limit: 9).map(\.journalHead) == ["2", "1"])
    var unbegun = try record(4)
    unbegun.summary.run = nil
    #expect(throws: IndexError.self) { try index.record([record(3), unbegun]) }
    #expect(try index.runs(limit: 9).map(\.journalHead) == ["2", "1"])
  }

  @Test func `the newest come first, and only those that were asked for`() throws {
    let index = try HistoryIndex.inMemory()
    for number in [3, 1, 4, 2] {
      let summary = try Summaries.run(
        number, mode: number == 2 ? .incident : .drill, service: number == 3 ? "mail" : "shop")
      try index.record(summary, journalHead: "")
    }
    func ids(_ rows: [RunRow]) -> [RunID] { rows.map(\.id) }
    func ids(_ numbers: Int...) -> [RunID] { numbers.map(Summaries.id) }
    #expect(try ids(index.runs(limit: 10)) == ids(4, 3, 2, 1))
    #expect(try ids(index.runs(limit: 2)) == ids(4, 3))
    #expect(try ids(index.runs(limit: 0)).isEmpty)
    #expect(try ids(index.runs(limit: 10, mode: .incident)) == ids(2))
    #expect(try ids(index.runs(limit: 10, service: "mail")) == ids(3))
    #expect(try ids(index.runs(limit: 2, mode: .drill, service: "shop")) == ids(4, 1))
    let third = try Summaries.run(3).clocks.started?.wall
    #expect(try ids(index.runs(limit: 10, since: third)) == ids(4, 3))
    #expect(try ids(index.lastRuns(of: "book", limit: 1)) == ids(4))
    #expect(try index.lastRuns(of: "other", limit: 9).isEmpty)
    #expect(try index.runs(limit: 10).map { $0.services.map(\.id) } == [["shop"], ["mail"], ["shop"], ["shop"]])
  }

  @Test func `anybody can ask the file with the tools of SQLite`() throws {
    let index = try HistoryIndex.open(scratch.index)
    try index.record(try Summaries.run(1), journalHead: "")
    #expect(
      try scratch.query("SELECT step, status, duration_ns FROM checks")
        == "book.s3|passed|10000000000")
    #expect(try scratch.query("SELECT started FROM runs").hasSuffix("+02:00"))
  }

  @Test func `all can be removed`() throws {
    let index = try HistoryIndex.open(scratch.index)
    try index.record(try Summaries.run(1), journalHead: "")
    try index.removeAll()
    #expect(try index.runs(limit: 10).isEmpty)
    #expect(try scratch.query("SELECT count(*) FROM steps; SELECT count(*) FROM services") == "0\n0")
  }

  @Test func `a thousand runs of a hundred steps are listed at once`() throws {
    let index = try HistoryIndex.open(scratch.index)
    let clock = ContinuousClock()
    let indexing = try clock.measure {
      for number in 0..<1_000 { try index.record(try Summaries.run(number, steps: 100), journalHead: "") }
    }
    let reopening = try clock.measure { _ = try HistoryIndex.open(scratch.index) }
    var rows: [RunRow] = []
    let listing = try clock.measure { rows = try index.runs(limit: 1_000) }
    #expect(rows.count == 1_000)
    #expect(listing < .seconds(1) && reopening < .seconds(1), "listed in \(listing), opened in \(reopening)")
    print("indexed in \(indexing), opened in \(reopening), listed in \(listing)")
  }
}
