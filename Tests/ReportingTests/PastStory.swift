import Reporting
import RunCore
import RunbookModel

/// A drill that has earlier ones to be compared with.
enum PastStory {
  static func day(_ text: String) -> WallTime {
    WallTime("\(text)T09:00:00+02:00") ?? WallTime(nanoseconds: 0)
  }

  /// A run of three steps' times, given in seconds; without a time the shop was not back.
  static func run(
    _ id: String, _ mode: RunMode, _ text: String, _ seconds: Double?, _ verdict: Verdict, load: Double = 13.5,
    orders: Double = 0.8
  ) -> EarlierRun {
    EarlierRun(
      id: RunID(id), mode: mode, started: day(text), duration: .seconds((seconds ?? 20) + 2), verdict: verdict,
      services: [
        EarlierRun.Service(
          id: "shop", rto: .seconds(1_800), rta: seconds.map { .seconds($0) }, rpa: .seconds(50_000),
          rtoJudgement: seconds == nil ? .unknown : .met)
      ],
      steps: Dictionary(
        uniqueKeysWithValues: [
          ("tools", 0.3), ("load", load), ("orders", orders), ("unpack-site", 4.6), ("database-folder", 2),
          ("newest-backup", 2.15), ("stop", 1.1), ("start-database", 1.3), ("fetch-dump", 0.5),
        ].map { (StepID("shop", StepName($0.0)), Duration.seconds($0.1)) }))
  }

  static let changes = ChangesSince(
    run: RunID("20260821-070000-shop"), started: day("2026-08-21"),
    changes: [
      ChangesSince.Change(.changed, file: "shop.yaml", lines: ChangesSince.Lines(added: 12, removed: 3)),
      ChangesSince.Change(.changed, file: "load", lines: ChangesSince.Lines(added: 0, removed: 1)),
      ChangesSince.Change(.changed, file: "orders.known", lines: nil),
      ChangesSince.Change(.madeExecutable, file: "fetch"), ChangesSince.Change(.added, file: "templates/nginx.conf"),
      ChangesSince.Change(.removed, file: "templates/apache.conf"), ChangesSince.Change(.changed, file: nil),
    ])

  static var past: ReportPast {
    ReportPast(
      earlier: [
        run("20261001-070000-shop", .incident, "2026-10-01", 3_100, .targetMissed, load: 40),
        run("20260821-070000-shop", .drill, "2026-08-21", 95.8, .passed, load: 11),
        run("20260520-070000-shop", .drill, "2026-05-20", nil, .failed),
        run("20260219-070000-shop", .drill, "2026-02-19", 23.8, .passedWithConditions),
      ], changes: changes,
      lastExercised: [StepID("shop", "move-address"): day("2026-10-01")])
  }

  static func document(look: ReportLook = .standard, past: ReportPast = past) throws -> ReportDocument {
    ReportDocument(
      summary: try Stories.named("passed"), journal: JournalMark(head: Story.head, lines: 42), past: past, look: look)
  }
}
