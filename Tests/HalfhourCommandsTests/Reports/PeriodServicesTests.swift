import Reporting
import RunCore
import RunbookModel
import Testing

@testable import HalfhourCommands
@testable import HistoryIndex

struct PeriodServicesTests {
  private func time(_ day: String) throws -> WallTime { try #require(WallTime("\(day)T10:00Z")) }

  private func service(
    _ name: ServiceName, rto: Duration = .seconds(1_800), outage: Duration? = nil, currency: String = "EUR"
  ) -> MeasuredService {
    MeasuredService(
      id: name, tier: .critical, rto: rto, rpo: nil, rta: nil, rpa: nil, rtoJudgement: .unknown, rpoJudgement: .none,
      bytesRestored: nil, isVerified: true, outage: outage,
      costPerHour: MoneyPerHour(hundredths: 1_000, currency: currency), phases: [:])
  }

  private func last(
    _ day: String, _ mode: RunMode, _ verdict: Verdict, rto: Duration = .seconds(1_800)
  ) throws -> LastRun {
    LastRun(
      run: RunID(day), site: "Site", mode: mode, started: try time(day), duration: nil, verdict: verdict,
      service: service("shop", rto: rto))
  }

  private var site: Site {
    get throws {
      let here = SourceLocation(file: "site.yaml", line: 1, column: 1)
      var site = Site(name: "Site", location: here)
      site.drillEvery = .seconds(90 * 86_400)
      site.services = [Service(name: "shop", location: here, tier: .critical)]
      return site
    }
  }

  @Test func `only a drill that recovered moves the day of the next one`() throws {
    let failed = try last("2026-11-10", .drill, .failed)
    let passed = try last("2026-09-01", .drill, .targetMissed)
    let all = PeriodServices(site: try site, runs: [], earlier: [], last: [failed], recovered: [passed]).all
    #expect(all.map(\.due) == [.on(try time("2026-09-01") + .seconds(90 * 86_400))])
    #expect(all.map { $0.lastDrill?.run } == [failed.run])
    let never = PeriodServices(site: try site, runs: [], earlier: [], last: [failed], recovered: []).all
    #expect(never.map(\.due) == [.now])
  }

  @Test func `the targets of a service that no file names are those of its newest run`() throws {
    let incident = try last("2026-03-01", .incident, .passed, rto: .seconds(60))
    let drill = try last("2026-09-01", .drill, .passed, rto: .seconds(900))
    for runs in [[incident, drill], [drill, incident]] {
      let all = PeriodServices(site: nil, runs: [], earlier: [], last: runs, recovered: []).all
      #expect(all.map(\.rto) == [.seconds(900)])
    }
  }

  @Test func `an incident's cost has no sum where one priced outage was not measured`() throws {
    func costs(_ services: [MeasuredService]) throws -> [PeriodRun.Money] {
      PeriodRun(
        MeasuredRun(
          id: RunID("r"), site: "Site", runbook: "book", title: "Shop", mode: .incident,
          started: try time("2026-09-01"),
          verdict: .passed, findings: [], services: services)
      ).costs
    }
    let hour = Duration.seconds(3_600)
    #expect(
      try costs([service("a", outage: hour), service("b", outage: hour), service("c", outage: hour, currency: "USD")])
        == [.init(hundredths: 2_000, currency: "EUR"), .init(hundredths: 1_000, currency: "USD")])
    #expect(
      try costs([service("a", outage: hour), service("b"), service("c", outage: hour, currency: "USD")])
        == [.init(hundredths: 1_000, currency: "USD")])
  }
}
