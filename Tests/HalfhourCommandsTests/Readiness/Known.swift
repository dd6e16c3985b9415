import RunCore
import RunbookModel

@testable import HalfhourCommands

/// Facts for tests: a service for which all is well, from which each test goes.
enum Known {
  /// 2026-11-21T12:00:00Z.
  static let now = time("2026-11-21T12:00:00Z")
  static let place = SourceLocation(file: "site.yaml", line: 1, column: 1)

  static func time(_ text: String) -> WallTime { WallTime(text) ?? WallTime(nanoseconds: 0) }

  static func before(_ duration: Duration) -> WallTime { now - duration }

  static func service(
    _ name: String = "database", tier: Service.Tier = .critical, rto: Duration = .seconds(1_800),
    rpo: Duration? = .seconds(86_400)
  ) -> Service {
    Service(name: ServiceName(name), location: place, tier: tier, target: Target(rto: rto, rpo: rpo))
  }

  static func drill(
    _ verdict: Verdict = .passed, _ ago: Duration = .seconds(19 * 86_400), rta: Duration? = .seconds(725)
  ) -> DrillFact {
    DrillFact(run: RunID("20261102-120000.000-database-7f3a"), started: before(ago), verdict: verdict, rta: rta)
  }

  static func look(_ age: Duration, _ ago: Duration = .seconds(7_200)) -> BackupLook {
    BackupLook(point: before(ago) - age, seen: before(ago), bytes: 41_200_000, source: .precheck)
  }

  static func precheck(
    failing message: String? = nil, _ ago: Duration = .seconds(7_200), subjects: [PrecheckRecord.Subject] = []
  ) -> PrecheckRecord {
    PrecheckRecord(
      site: "Call centre", service: "database", runbook: "database", path: "database.yaml", started: before(ago),
      ended: before(ago), by: Operator(user: "root"), machine: "rescue", version: "0", inputs: [:],
      steps: [
        PrecheckRecord.Look(
          id: "newest", title: "A dump exists", phase: "precheck", host: nil,
          status: message == nil ? "passed" : "failed", exit: 0, message: message)
      ], subjects: subjects)
  }

  static func ingredient(_ name: String, _ text: String, _ kind: Ingredient.Kind = .template, executable: Bool = false)
    -> Ingredient
  {
    Ingredient(kind: kind, name: name, sha256: "hash of \(text)", isExecutable: executable, bytes: Array(text.utf8))
  }

  static func facts(_ name: String = "database", _ change: (inout ServiceFacts) -> Void = { _ in }) -> ServiceFacts {
    var facts = ServiceFacts(
      service: service(name), runbook: RunbookName(name), standing: .readable(path: "\(name).yaml"),
      drillEvery: .seconds(90 * 86_400), restoresData: true, drills: [drill()], drillPeople: ["anna", "root"],
      precheck: precheck(), backup: look(.seconds(18_000)), changes: .known([]))
    change(&facts)
    return facts
  }

  static func judged(_ name: String = "database", _ change: (inout ServiceFacts) -> Void = { _ in }) -> JudgedService {
    JudgedService(facts(name, change), now: now)
  }
}
