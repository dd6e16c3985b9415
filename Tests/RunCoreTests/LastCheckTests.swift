import RunCore
import RunbookModel
import Testing

/// T6 is the end of the last check that was to be done, whoever ended it.
struct LastCheckTests {
  /// One check ends after a minute, the other is left out, or said to be right, after fifty.
  private static func tale(_ one: Outcome, _ two: Outcome) throws -> Tale {
    var tale = Tale(
      Plans.plan([
        Plans.step("load", .restore), Plans.step("one", .verify, needs: ["load"]),
        Plans.step("two", .verify, needs: ["load"]),
      ]))
    try tale.open()
    for (step, outcome, end) in [("load", Outcome.passed, 20.0), ("one", one, 60), ("two", two, 3_000)] {
      try tale.start(step, at: end - 5)
      try tale.end(step, outcome, at: end)
    }
    return tale
  }

  @Test(arguments: [Outcome.skipped, .byHand]) func `a word on a check makes no service back earlier`(word: Outcome)
    throws
  {
    let state = try Self.tale(.passed, word).state
    #expect(RunSummary(of: state).services.first?.verified?.elapsed == .seconds(3_000))
    #expect(RunSummary(of: state, by: .first).services.first?.verified?.elapsed == .seconds(60))
  }

  @Test func `words alone verify nothing`() throws {
    #expect(RunSummary(of: try Self.tale(.skipped, .byHand).state).services.first?.verified == nil)
  }
}
