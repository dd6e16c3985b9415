import HistoryIndex
import RunCore
import RunbookModel
import Testing

/// What the index tells of the runs before one run.
struct PastTests {
  private static func start(_ number: Int) throws -> WallTime {
    try #require(try Summaries.run(number).clocks.started?.wall)
  }

  private static func step(_ number: Int) -> StepID { StepID("book", StepName("s\(number)")) }

  @Test func `runs before a time that are over come the newest first, with what each step took`() throws {
    let index = try HistoryIndex.inMemory()
    for number in [2, 5, 1, 4] {
      try index.record(
        try Summaries.run(number, mode: number == 4 ? .incident : .drill, verdict: number == 2 ? nil : .failed),
        journalHead: "")
    }
    let past = try index.runs(of: "book", site: "Site", before: Self.start(5), limit: 9)
    #expect(past.map(\.id) == [Summaries.id(4), Summaries.id(1)])
    #expect(past.map(\.row.verdict) == [.failed, .failed])
    #expect(past.first?.steps == [Self.step(1): .seconds(10), Self.step(2): .seconds(10), Self.step(3): .seconds(10)])
    #expect(past.first?.row.services.map(\.id) == ["shop"])
    #expect(try index.runs(of: "book", site: "Site", before: Self.start(9), limit: 1).map(\.id) == [Summaries.id(5)])
    let drills = try index.runs(of: "book", site: "Site", before: Self.start(5), mode: .drill, limit: 9)
    #expect(drills.map(\.id) == [Summaries.id(1)])
    #expect(try index.runs(of: "other", site: "Site", before: Self.start(9), limit: 9).isEmpty)
    #expect(try index.runs(of: "book", site: "Elsewhere", before: Self.start(9), limit: 9).isEmpty)
    #expect(try index.runs(of: "book", site: "Site", before: Self.start(9), limit: -1).isEmpty)
  }

  @Test func `only what passed counts as a step's time`() throws {
    let index = try HistoryIndex.inMemory()
    var summary = try Summaries.run(1)
    summary.steps[0].status = .failed
    summary.steps[1].status = .skipped
    try index.record(summary, journalHead: "")
    let past = try index.runs(of: "book", site: "Site", before: Self.start(2), limit: 9)
    #expect(past.map(\.steps) == [[Self.step(3): .seconds(10)]])
  }

  @Test func `a step was exercised when it last passed before`() throws {
    let index = try HistoryIndex.inMemory()
    for number in 1...4 {
      var summary = try Summaries.run(number)
      // Step 1 passed in the second run last, step 3 never.
      if number > 2 { summary.steps[0].status = .excluded }
      summary.steps[2].status = .notReached
      try index.record(summary, journalHead: "")
    }
    let steps = [1, 2, 3].map(Self.step) + [StepID("book", "gone")]
    func last(_ number: Int, _ seconds: Int64) throws -> WallTime { try Self.start(number) + .seconds(seconds) }
    #expect(
      try index.lastExercised(steps, site: "Site", before: Self.start(9)) == [
        Self.step(1): last(2, 10), Self.step(2): last(4, 20),
      ])
    #expect(
      try index.lastExercised(steps, site: "Site", before: Self.start(2)) == [
        Self.step(1): last(1, 10), Self.step(2): last(1, 20),
      ])
    #expect(try index.lastExercised(steps, site: "Elsewhere", before: Self.start(9)).isEmpty)
    #expect(try index.lastExercised([], site: "Site", before: Self.start(9)).isEmpty)
  }

  @Test func `a step that passed long ago is found behind many runs without it`() throws {
    let index = try HistoryIndex.inMemory()
    for number in 0...70 {
      var summary = try Summaries.run(number)
      if number > 3 { summary.steps[0].status = .excluded }
      try index.record(summary, journalHead: "")
    }
    let found = try index.lastExercised([Self.step(1), Self.step(2)], site: "Site", before: Self.start(99))
    #expect(found == [Self.step(1): try Self.start(3) + .seconds(10), Self.step(2): try Self.start(70) + .seconds(20)])
  }

  @Test(arguments: [(60, 3), (3, 2), (2, 1), (1, nil)])
  func `what passed long ago is told as of the run that asks`(before: Int, last: Int?) throws {
    let index = try HistoryIndex.inMemory()
    for number in 1...70 {
      var summary = try Summaries.run(number)
      if number > 3 { summary.steps[0].status = .excluded }
      if number == 40 { summary.site = "Elsewhere" }
      if number == 40 { summary.steps[0].status = .passed }
      try index.record(summary, journalHead: "")
    }
    let found = try index.lastExercised([Self.step(1)], site: "Site", before: Self.start(before))
    #expect(try found[Self.step(1)] == last.map { try Self.start($0) + .seconds(10) })
  }
}
