import RunCore
import RunbookModel
import Testing

@testable import HalfhourCommands
@testable import HistoryIndex

struct PrometheusTests {
  private func last(_ service: ServiceName, rta: Duration?, rpa: Duration? = nil) throws -> LastRun {
    LastRun(
      run: RunID("r"), site: "Site \"one\"\\\nhere", mode: .drill,
      started: try #require(WallTime("2026-11-21T03:04:05.25+01:00")), duration: nil, verdict: .targetMissed,
      service: MeasuredService(
        id: service, tier: .critical, rto: .seconds(1_800), rpo: nil, rta: rta, rpa: rpa, rtoJudgement: .missed,
        rpoJudgement: .none, bytesRestored: nil, isVerified: rta != nil, outage: nil, costPerHour: nil, phases: [:]))
  }

  @Test func `a name's samples stand together, escaped, and what isn't known is left out`() throws {
    let metrics = PrometheusMetrics(
      last: [try last("a", rta: .milliseconds(1_905_004)), try last("b", rta: nil)], findings: [])
    let site = "site=\"Site \\\"one\\\"\\\\\\nhere\""
    let lines = metrics.text.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("# HELP halfhour_rta_seconds "))
    #expect(lines[1] == "# TYPE halfhour_rta_seconds gauge")
    #expect(lines[2] == "halfhour_rta_seconds{\(site),service=\"a\",mode=\"drill\"} 1905.004")
    #expect(lines[3].hasPrefix("# HELP halfhour_rto_seconds "))
    #expect(lines.contains("halfhour_run_timestamp_seconds{\(site),service=\"b\",mode=\"drill\"} 1795226645.250"))
    #expect(!metrics.text.contains("halfhour_rpa_seconds") && !metrics.text.contains("halfhour_rpo_seconds"))
    let verdicts = lines.filter { $0.hasPrefix("halfhour_verdict{\(site),service=\"a\"") }
    #expect(verdicts.count == ServiceOutcome.allCases.count)
    #expect(
      verdicts.filter { $0.hasSuffix(" 1") } == [
        "halfhour_verdict{\(site),service=\"a\",mode=\"drill\",verdict=\"missed\"} 1"
      ])
    #expect(lines.contains("halfhour_verdict{\(site),service=\"b\",mode=\"drill\",verdict=\"not-verified\"} 1"))
    #expect(lines.contains("halfhour_findings_open{\(site)} 0"))
    #expect(lines.last == "halfhour_risks_accepted{\(site)} 0")
    #expect(metrics.text.hasSuffix("\n"))
  }

  @Test func `a finding whose risk is accepted is not open`() throws {
    let noted = try #require(WallTime("2026-11-21T03:04:05Z"))
    let findings = [FindingStatus.open, .accepted, .accepted, .retested].enumerated().map { number, status in
      OpenFinding(
        site: "s", runbook: "book", mode: .drill,
        finding: CarriedFinding(
          run: RunID("r"), note: Note(number: number + 1, text: "x", by: Operator(user: "ruth")), status: status,
          noted: noted))
    }
    let text = PrometheusMetrics(last: [], findings: findings).text
    #expect(text.contains("halfhour_findings_open{site=\"s\"} 2\n"))
    #expect(text.contains("halfhour_risks_accepted{site=\"s\"} 2\n"))
  }

  @Test func `without a run there is nothing to tell`() {
    #expect(PrometheusMetrics(last: [], findings: []).text.isEmpty)
  }

  @Test(arguments: [(0, "0"), (1_500_000_000, "1.500"), (-2_050_000_000, "-2.050"), (999_999, "0")])
  func `seconds have three decimals or none`(nanoseconds: Int64, text: String) {
    #expect(PrometheusMetrics.seconds(nanoseconds) == text)
  }
}
