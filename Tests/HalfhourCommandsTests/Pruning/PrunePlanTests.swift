import RunCore
import RunbookModel
import Testing

@testable import HalfhourCommands
@testable import HistoryIndex

struct PrunePlanTests {
  /// A drill of `web`; the higher its number, the newer.
  private static func row(_ number: Int64, _ verdict: Verdict = .passed, site: String = "Shop") -> RunRow {
    RunRow(
      id: RunID("run-\(number)"), site: site, runbook: "web", title: "Web", mode: .drill, severity: nil,
      startedBy: nil, started: WallTime(nanoseconds: number), ended: nil, duration: nil, verdict: verdict,
      findings: [], planHash: nil, journalHead: "",
      services: [
        ServiceRow(
          id: "web", tier: .critical, rto: nil, rpo: nil, rta: nil, rtaAccepted: nil, rpa: nil, counted: nil,
          isVerified: true,
          took: nil, rtoJudgement: .met, rpoJudgement: .none)
      ])
  }

  private static func going(_ plan: PrunePlan, _ rows: [RunRow]) -> [String] {
    plan.judge(rows).filter { $0.stays == nil }.map(\.run.text)
  }

  @Test func `runbooks and services of two sites don't stand in for one another`() {
    let rows = [Self.row(4), Self.row(3, site: "Till"), Self.row(2), Self.row(1, site: "Till")]
    #expect(Self.going(PrunePlan(keep: 1), rows) == ["run-1", "run-2"])
  }

  @Test func `what goes on a person's word leaves its place to the next`() {
    let rows = [Self.row(3), Self.row(2), Self.row(1)]
    #expect(Self.going(PrunePlan(keep: 0, forced: [RunID("run-3")]), rows) == ["run-1", "run-3"])
    #expect(Self.going(PrunePlan(keep: 1, forced: [RunID("run-3")]), rows) == ["run-1", "run-3"])
  }

  @Test(
    arguments: [
      ("2y", 730), ("18w", 126), ("90d", 90), ("9000000000000000000y", nil), ("-1y", nil), ("y", nil), ("10001w", nil),
    ] as [(String, Int?)])
  func `an age is told in years, weeks or days`(text: String, days: Int?) {
    #expect(RunAge(argument: text)?.duration == days.map { .seconds(86_400) * $0 })
  }

  @Test func `the last drill that recovered stays behind those that failed`() {
    let rows = [Self.row(3, .failed), Self.row(2), Self.row(1)]
    #expect(Self.going(PrunePlan(keep: 1), rows) == ["run-1"])
  }
}
