import RunCore
import RunbookModel
import Testing

@testable import HalfhourCommands

/// What is known of a service, and what it comes to.
struct ServiceJudgeTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let kinds: [ServiceFinding.Kind]
    let words: String
    let change: @Sendable (inout ServiceFacts) -> Void

    init(
      _ description: String, _ kinds: [ServiceFinding.Kind], _ words: String = "",
      _ change: @escaping @Sendable (inout ServiceFacts) -> Void
    ) {
      testDescription = description
      self.kinds = kinds
      self.words = words
      self.change = change
    }
  }

  static let day = Duration.seconds(86_400)

  @Test(arguments: [
    Case("all is well", []) { _ in },
    Case("no runbook", [.noRunbook], "nobody can rebuild it") {
      $0 = ServiceFacts(service: $0.service, standing: .noRunbook)
    },
    Case("a broken runbook", [.brokenRunbook], "database.yaml:4: wrong") {
      $0.standing = .broken(path: "database.yaml", words: "database.yaml:4: wrong")
    },
    Case("never drilled", [.neverDrilled], "halfhour drill database.yaml") {
      $0.drills = []
      $0.drillPeople = []
    },
    Case("never drilled, but in an incident", [.neverDrilled], "the incident of 2026-11-05, which is no drill") {
      $0.drills = []
      $0.incidents = [Known.time("2026-11-05T03:00:00Z")]
    },
    Case("passed with conditions is passed", [.conditions], "names them") {
      $0.drills = [Known.drill(.passedWithConditions)]
    },
    Case("a failed drill", [.drillFailed], "2026-11-02, 19 days ago) failed") { $0.drills = [Known.drill(.failed)] },
    Case("a stopped drill", [.drillFailed], "was stopped") { $0.drills = [Known.drill(.stopped)] },
    Case("a missed target", [.targetMissed], "took 31m 00s of 30m") {
      $0.drills = [Known.drill(.targetMissed, rta: .seconds(1_860))]
    },
    Case("a failed drill after one that passed", [.drillFailed]) {
      $0.drills = [Known.drill(.failed, .seconds(86_400)), Known.drill()]
    },
    Case("a passed drill after one that failed", []) {
      $0.drills = [Known.drill(), Known.drill(.failed, .seconds(30 * 86_400))]
    },
    Case("exactly the objective", []) { $0.drills = [Known.drill(rta: .seconds(1_800))] },
    Case("over the objective of today", [.targetMissed], "the objective is 30m now") {
      $0.drills = [Known.drill(rta: .seconds(1_801))]
    },
    Case("a backup exactly as old as allowed", []) { $0.backup = Known.look(.seconds(86_400)) },
    Case("a backup a second too old", [.backupTooOld], "as seen 2 hours ago") {
      $0.backup = Known.look(.seconds(86_401))
    },
    Case("an old backup without an objective", []) {
      $0.backup = Known.look(.seconds(864_000))
      $0 = ServiceFacts.with(rpo: nil, $0)
    },
    Case("an old backup of what holds no data", []) {
      $0.backup = Known.look(.seconds(864_000))
      $0.restoresData = false
    },
    Case("a backup that nobody looked at", [.oldLook], "nobody knows") {
      $0.backup = nil
      $0.precheck = nil
    },
    Case("a look of long ago", [.oldLook], "12 days ago") {
      $0.backup = Known.look(.seconds(60), .seconds(12 * 86_400))
      $0.precheck = nil
    },
    Case("prechecks of today that don't tell the age of the backup", [.oldLook], "12 days ago") {
      $0.backup = Known.look(.seconds(60), .seconds(12 * 86_400))
    },
    Case("a backup whose age no precheck tells", [.oldLook], "nobody knows") { $0.backup = nil },
    Case("a failed precheck", [.precheckFailed], "A dump exists: it is empty") {
      $0.precheck = Known.precheck(failing: "it is empty")
    },
    Case("a failed precheck before a drill that passed", []) {
      $0.precheck = Known.precheck(failing: "it is empty", .seconds(20 * 86_400))
    },
    Case("a secret that can't be had", [.precheckFailed], "secret pw: not set") {
      $0.precheck = Known.precheck(subjects: [.init(kind: .secret, name: "pw", problem: "not set", stops: true)])
    },
    Case("a host to look at", [.hostTrouble], "host db: its clock is off") {
      $0.precheck = Known.precheck(subjects: [.init(kind: .host, name: "db", problem: "its clock is off", stops: false)]
      )
    },
    Case("a changed template", [.needsVerification], "t.conf changed since the drill of 2026-11-02") {
      $0.changes = .known(Change.all(from: [Known.ingredient("t.conf", "a")], to: [Known.ingredient("t.conf", "b")]))
    },
    Case("what can't be compared", [.needsVerification], "plan.json is missing") {
      $0.changes = .unknown("plan.json is missing")
    },
    Case("due this second", []) { $0.drills = [Known.drill(.passed, .seconds(90 * 86_400))] },
    Case("due today, an hour ago", []) { $0.drills = [Known.drill(.passed, .seconds(90 * 86_400 + 3_600))] },
    Case("overdue by a day", [.overdue], "1 day ago") { $0.drills = [Known.drill(.passed, .seconds(91 * 86_400))] },
    Case("a drill that missed its target counts as one", [.targetMissed]) {
      $0.drills = [Known.drill(.targetMissed, .seconds(86_400)), Known.drill(.passed, .seconds(100 * 86_400))]
    },
    Case("never due", []) {
      $0.drills = [Known.drill(.passed, .seconds(900 * 86_400))]
      $0.drillEvery = nil
    },
    Case("one person", [.onePerson], "only anna") { $0.drillPeople = ["anna"] },
    Case("one person in drills, another in an incident", []) {
      $0.drillPeople = ["anna"]
      $0.incidentPeople = ["matthew"]
    },
    Case("several things at once", [.drillFailed, .backupTooOld, .overdue, .onePerson]) {
      $0.drillPeople = ["anna"]
      $0.backup = Known.look(.seconds(864_000))
      $0.drills = [Known.drill(.failed, .seconds(86_400)), Known.drill(.passed, .seconds(100 * 86_400))]
    },
  ])
  func `a service is ready but for what is named`(example: Case) {
    let judged = Known.judged { example.change(&$0) }
    #expect(judged.findings.map(\.kind) == example.kinds)
    #expect(judged.isReady == example.kinds.allSatisfy { !$0.stops })
    #expect(
      example.words.isEmpty || judged.findings.contains { $0.words.contains(example.words) }, "\(judged.findings)")
  }

  @Test func `only these are no reason against a recovery`() {
    #expect(ServiceFinding.Kind.allCases.filter { !$0.stops } == [.conditions, .onePerson, .oldLook, .hostTrouble])
  }

  @Test func `what isn't ready comes first, then the more critical, then the more urgent`() {
    let all = [
      Known.judged("a"), Known.judged("b") { $0.drillPeople = ["anna"] },
      Known.judged("c") { $0 = .with(tier: .routine, $0, drills: []) },
      Known.judged("d") { $0.drillEvery = .seconds(86_400) }, Known.judged("e") { $0.drills = [] },
    ]
    #expect(JudgedService.inOrderOfUrgency(all).map(\.facts.title) == ["e", "d", "c", "b", "a"])
  }
}

extension ServiceFacts {
  /// The same with another objective or tier.
  static func with(
    tier: Service.Tier = .critical, rpo: Duration? = .seconds(86_400), _ facts: ServiceFacts,
    drills: [DrillFact]? = nil
  ) -> ServiceFacts {
    ServiceFacts(
      service: Known.service(facts.service.name.text, tier: tier, rpo: rpo), runbook: facts.runbook,
      standing: facts.standing, drillEvery: facts.drillEvery, restoresData: facts.restoresData,
      drills: drills ?? facts.drills, incidents: facts.incidents, drillPeople: facts.drillPeople,
      incidentPeople: facts.incidentPeople, precheck: facts.precheck, backup: facts.backup,
      changes: facts.changes)
  }
}
