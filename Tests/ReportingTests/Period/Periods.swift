import RecoveryPlanning
import RunCore
import RunbookModel

@testable import Reporting

/// Reports of a made-up quarter.
enum Periods {
  static func time(_ text: String) -> WallTime { WallTime(text) ?? WallTime(nanoseconds: 0) }

  static let span = ReportSpan(
    quarter: ReportSpan.Quarter(year: 2026, number: 4), earlier: time("2026-07-01T00:00+02:00"),
    from: time("2026-10-01T00:00+02:00"), until: time("2027-01-01T00:00+01:00"))

  static let made = time("2026-11-22T12:00+01:00")

  static func drill(
    _ day: String, _ minutes: Double?, restore: Double = 5, bytes: Int? = nil, mode: RunMode = .drill,
    verdict: Verdict? = .passed, rpa: Duration? = nil
  ) -> PeriodService.Measured {
    let rta = minutes.map { Duration.seconds($0 * 60) }
    return PeriodService.Measured(
      run: RunID("\(day)-run"), mode: mode, started: time("\(day)T10:00+02:00"), verdict: verdict,
      isVerified: rta != nil,
      rta: rta,
      rto: .seconds(1_800), rpa: rpa, rtoJudgement: rta.map { $0 > .seconds(1_800) ? .missed : .met } ?? .unknown,
      rpoJudgement: rpa.map { $0 > .seconds(3_600) ? .missed : .met } ?? .none, bytesRestored: bytes,
      phases: [.install: .seconds(120), .restore: .seconds(restore * 60), .cleanup: .seconds(9_000)])
  }

  static func service(
    _ name: ServiceName, runs: [PeriodService.Measured] = [], earlier: [PeriodService.Measured] = [],
    due: PeriodService.Due = .never, standing: PeriodService.Standing = .ofSite
  ) -> PeriodService {
    PeriodService(
      name: name, tier: .critical, standing: standing, rto: .seconds(1_800), rpo: .seconds(3_600), runs: runs,
      earlier: earlier, lastDrill: (earlier + runs).last { $0.mode == .drill && $0.verdict != nil }, due: due)
  }

  static let database = service(
    "database",
    runs: [
      drill("2026-10-10", 22.4, restore: 14, bytes: 161_000_000_000, rpa: .seconds(3_000)),
      drill("2026-11-10", 22.4, restore: 14, bytes: 161_000_000_000, verdict: .passedWithConditions),
    ],
    earlier: [
      drill("2026-07-10", 20, restore: 11, bytes: 120_000_000_000),
      drill("2026-08-10", 20, restore: 11, bytes: 120_000_000_000),
    ], due: .on(time("2027-02-08T10:00+01:00")))

  static let outage = PeriodRun(
    id: RunID("20261102T101500.000Z-router-0a0b"), title: "The \"router\" is <b>down</b>", mode: .incident,
    severity: .critical, started: time("2026-11-02T11:15+01:00"), duration: .seconds(3_100), verdict: .targetMissed,
    findings: ["router took 43m 20s"], services: ["router", "phones"],
    costs: [PeriodRun.Money(hundredths: 130_050, currency: "EUR")], outage: .seconds(2_600))

  static var quarter: PeriodDocument {
    PeriodDocument(
      span: span, made: made, site: "Call centre", drillEvery: .seconds(90 * 86_400),
      services: [
        database,
        service(
          "router", runs: [drill("2026-11-02", 43.3, mode: .incident, verdict: .targetMissed)],
          earlier: [drill("2026-07-02", 7)], due: .on(time("2026-09-30T10:00+02:00"))),
        service("wiki", due: .now),
        service(
          "fax \"<script>alert(1)</script>\nold", runs: [drill("2026-10-03", 5_000, verdict: .targetMissed)],
          standing: .vanished),
      ],
      runs: [
        PeriodRun(
          id: RunID("20261003T080000.000Z-fax-0001"), title: "Fax", mode: .drill,
          started: time("2026-10-03T10:00+02:00"), duration: .seconds(301_000), verdict: .targetMissed,
          findings: ["it took | days"], services: ["fax"]), outage,
      ],
      coverage: PeriodCoverage(
        books: [
          PeriodCoverage.Book(
            path: "database.yaml", service: "database",
            steps: [
              PeriodCoverage.Step(id: StepID("database", "load"), title: "Load", last: time("2026-11-10T10:00+01:00")),
              PeriodCoverage.Step(id: StepID("database", "old"), title: "Old", last: time("2026-03-10T10:00+01:00")),
              PeriodCoverage.Step(id: StepID("database", "new"), title: "New"),
              PeriodCoverage.Step(id: StepID("database", "move"), title: "Move", leftOut: .only(mode: .incident)),
            ]),
          PeriodCoverage.Book(
            path: "wiki.yaml", service: "wiki", steps: [PeriodCoverage.Step(id: StepID("wiki", "all"), title: "All")]),
          PeriodCoverage.Book(path: "broken.yaml", service: nil, problem: "broken.yaml:4: no such step"),
        ], limit: time("2026-05-26T12:00+02:00")),
      findings: [
        finding(1, due: nil), finding(2, due: "2026-12-24"), finding(3, due: "2026-11-21"),
        finding(4, due: "2026-11-22"), finding(5, due: "2026-11-01", .accepted),
      ])
  }

  /// What a small site has at its quarter's end, with words that are long for their columns.
  static func everyday(_ look: ReportLook) -> PeriodDocument {
    var document = quarter
    let names: [ServiceName] = ["router", "database", "telephony", "price-list", "archive"]
    document.look = look
    document.services = names.enumerated().map { place, name in
      let minutes = [10.05, 10.45, 10.6]
      var service = service(
        name,
        runs: zip(["2026-10-05", "2026-11-02", "2026-11-18"], minutes).map { day, time in
          drill(day, time + Double(place), verdict: day == "2026-11-18" ? .failed : .passed, rpa: .seconds(1_500))
        }, due: place > 2 ? .now : .on(time("2027-01-07T10:00+01:00")))
      service.tier = [.critical, .critical, .critical, .important, .routine][place]
      return service
    }
    document.services[1].runs.append(drill("2026-11-20", 95, mode: .incident, verdict: .targetMissed))
    document.runs = [("telephony", Verdict.targetMissed), ("database", .failed), ("head office", .failed)].map { row in
      PeriodRun(
        id: RunID("20261118-130000.062-everything-58ff"), title: "Rebuild the \(row.0) on a blank server",
        mode: .drill, started: time("2026-11-18T14:00+01:00"), duration: .seconds(65), verdict: row.1,
        findings: ["telephony.owner failed: anna (root) said no: I can't hear the caller"],
        services: row.0 == "head office" ? names : [ServiceName(row.0)])
    }
    var incident = outage
    (incident.title, incident.services) = ("Rebuild the database on a blank server", ["database"])
    incident.costs = [PeriodRun.Money(hundredths: 285_678, currency: "EUR")]
    document.runs.append(incident)
    document.coverage?.books = []
    return document
  }

  static func finding(_ number: Int, due: String?, _ status: FindingStatus = .open) -> PeriodFinding {
    PeriodFinding(
      run: outage.id, number: number, text: "finding \(number)", severity: .severe, owner: number == 1 ? nil : "ruth",
      due: due, status: status, noted: time("2026-11-02T12:00+01:00"))
  }

  static func text(_ document: PeriodDocument, as format: PeriodReport.Format = .markdown) throws -> String {
    String(decoding: try PeriodReport.render(document, as: format), as: UTF8.self)
  }

  static func trend(_ service: PeriodService, in document: PeriodDocument = quarter) -> String {
    PeriodServiceWords(service: service, document: document).trend
  }
}
