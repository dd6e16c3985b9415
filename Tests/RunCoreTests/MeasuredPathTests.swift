import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

/// Which steps the end of a recovery waited for, by their measured times.
struct MeasuredPathTests {
  /// Two steps side by side, a load that needs both, a check, another that ends before it, and the cleanup.
  private static func tale(fast: Double, slow: Double) throws -> Tale {
    var steps = [
      Plans.step("one", .install), Plans.step("two", .install), Plans.step("load", .restore, needs: ["one", "two"]),
      Plans.step("check", .verify, needs: ["load"]), Plans.step("other", .verify, needs: ["load"]),
      Plans.step("tidy", .cleanup, needs: ["check", "other"]),
    ]
    steps[0].critical = true
    var tale = Tale(Plans.plan(steps))
    try tale.open()
    try tale.start("one", at: 1)
    try tale.start("two", at: 1)
    for (step, end) in [("one", fast), ("two", slow)].sorted(by: { $0.1 < $1.1 }) { try tale.end(step, at: end) }
    for (step, from, to) in [("load", 20.0, 30.0), ("other", 30, 31), ("check", 31, 40), ("tidy", 41, 90)] {
      try tale.start(step, at: from)
      try tale.end(step, at: to)
    }
    return tale
  }

  private static func critical(_ summary: RunSummary) -> [String] {
    summary.steps.filter(\.isCritical).map(\.id.step.text)
  }

  @Test(arguments: [(5.0, 9.0, "two"), (9, 5, "one"), (7, 7, "one")])
  func `each step of it could begin when the one before it was over`(
    one: Double, two: Double, waitedFor: String
  ) throws {
    var tale = try Self.tale(fast: one, slow: two)
    #expect(Self.critical(RunSummary(of: tale.state)) == ["one"], "as the plan has it, while the run goes on")
    try tale.say(.runFinished(RunEnding(verdict: .passed, findings: [])), at: 91)
    #expect(Self.critical(RunSummary(of: tale.state)) == [waitedFor, "load", "check"])
    #expect(Self.critical(RunSummary(of: tale.state, by: .first)) == ["one"])
  }
}
