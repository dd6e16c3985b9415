import RunCore
import RunbookModel
import Testing

@testable import HalfhourCommands
@testable import HistoryIndex

struct RunListTests {
  private static func words(
    counted: Duration?, isVerified: Bool, judgement: ServiceSummary.Judgement = .unknown
  ) -> String {
    let service = ServiceRow(
      id: "web", tier: .critical, rto: .seconds(1_800), rpo: nil, rta: nil, rtaAccepted: nil, rpa: nil,
      counted: counted, isVerified: isVerified, took: nil, rtoJudgement: judgement, rpoJudgement: .none)
    let row = RunRow(
      id: RunID("run-1"), site: "S", runbook: "web", title: "", mode: .drill, severity: nil, startedBy: nil,
      started: nil, ended: nil, duration: nil, verdict: .passedWithConditions, findings: [], planHash: nil,
      journalHead: "", services: [service])
    let line = RunList(rows: [row], width: 200).text.split(separator: "\n").last ?? ""
    return String(line.split(separator: "web ").last ?? "")
  }

  @Test func `a service has the time that its target counts, and is verified only by a check`() {
    #expect(Self.words(counted: .seconds(1_500), isVerified: true, judgement: .met) == "25m 00s of 30m 00s")
    #expect(Self.words(counted: .seconds(2_400), isVerified: true, judgement: .missed) == "40m 00s of 30m 00s MISSED")
    #expect(Self.words(counted: nil, isVerified: true) == "verified, time unknown of 30m 00s")
    #expect(Self.words(counted: .seconds(720), isVerified: false) == "accepted, not verified, 12m 00s of 30m 00s")
    #expect(Self.words(counted: nil, isVerified: false) == "not verified of 30m 00s")
  }
}
