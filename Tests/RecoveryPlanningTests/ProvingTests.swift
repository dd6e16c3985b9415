import RecoveryPlanning
import RunbookModel
import Testing

/// What `drill --prove` adds to a plan.
struct ProvingTests {
  static func damage(_ id: String, on: HostName? = nil, run: String = "stop it") -> Break {
    var step = Sketch.step(id, .accept, kind: .run(Sketch.text(run)), with: ["a": "b"], on: on)
    step.timeout = .seconds(9)
    return Break(damage: step, mend: Sketch.text("start it"))
  }

  static func runbook(_ name: String, _ steps: [Step], breaks: [Break]) -> Runbook {
    var runbook = Sketch.runbook(name, steps)
    runbook.breaks = breaks
    return runbook
  }

  static let steps = [
    SeenRedTests.check("rows"), SeenRedTests.check("moved", .cutover), Sketch.step("owner", .accept),
    Sketch.step("tidy", .cleanup, needs: []),
  ]

  @Test func `each break is done, tried, mended and tried again before the next, between the last step and cleanup`()
    throws
  {
    let shop = Self.runbook("shop", Self.steps, breaks: [Self.damage("off"), Self.damage("lost")])
    let plan = try SeenRedTests.plan([shop], proves: true)
    #expect(
      Array(plan.orderText.dropFirst(4)) == [
        "break-off: owner", "noticing-off-rows: break-off", "noticing-off-moved: break-off",
        "mend-off: noticing-off-rows noticing-off-moved", "mended-off-rows: mend-off", "mended-off-moved: mend-off",
        "break-lost: mended-off-rows mended-off-moved", "noticing-lost-rows: break-lost",
        "noticing-lost-moved: break-lost", "mend-lost: noticing-lost-rows noticing-lost-moved",
        "mended-lost-rows: mend-lost", "mended-lost-moved: mend-lost", "tidy: mended-lost-rows mended-lost-moved",
      ])
    let mending = try #require(plan.steps.first { $0.proof == .mending("off") }).step
    #expect(mending.kind == .run(Sketch.text("start it")) && mending.with.map(\.name) == ["a"] && mending.mayRunAgain)
    #expect(mending.timeout == .seconds(9) && mending.onFailure == .continue)
    let again = try #require(plan.steps.first { $0.id.step == "mended-off-rows" }).step
    #expect(again.polling == Polling(within: .seconds(30), every: .seconds(1)))
    #expect(!plan.steps.contains { $0.proof?.damage != nil && $0.step.phase != .accept })
  }

  @Test func `without the word a plan only counts them, and an incident has none of it`() throws {
    let shop = Self.runbook("shop", Self.steps, breaks: [Self.damage("off"), Self.damage("lost")])
    let plan = try SeenRedTests.plan([shop])
    #expect(!plan.steps.contains { $0.proof?.damage != nil })
    #expect(plan.runbooks.first?.breaks == 2)
    #expect(PlanListing(plan).text().contains("There are 2 breaks, none of which this drill does: run with --prove"))
    let incident = try SeenRedTests.plan([shop], mode: .incident, proves: true)
    #expect(!incident.steps.contains { $0.proof != nil })
    #expect(!PlanListing(incident).text().contains("--prove"))
  }

  @Test func `in a set nothing breaks before all is recovered, one at a time, and no cleanup comes before`() throws {
    let one = Self.runbook("one", Self.steps, breaks: [Self.damage("off")])
    let two = Self.runbook("two", Self.steps, breaks: [Self.damage("off")])
    let three = Sketch.runbook("three", [Sketch.step("work"), Sketch.step("tidy", .cleanup)])
    let plan = try SeenRedTests.plan([one, two, three], proves: true)
    func needs(_ id: StepID) -> Set<String> {
      Set(plan.steps.first { $0.id == id }?.needs.map(\.step.description) ?? [])
    }
    #expect(needs(StepID("one", "break-off")) == ["one.owner", "two.owner", "three.work"])
    #expect(needs(StepID("two", "break-off")) == ["one.mended-off-rows", "one.mended-off-moved"])
    for runbook in ["one", "two", "three"] {
      #expect(needs(StepID(RunbookName(runbook), "tidy")) == ["two.mended-off-rows", "two.mended-off-moved"])
    }
  }

  @Test func `in a set nothing is put away before every member is over`() throws {
    let members = ["one", "two"].map { name in
      Sketch.runbook(name, [Sketch.step("work"), Sketch.step("tidy", .cleanup), Sketch.step("look", .cleanup)])
    }
    let plan = try SeenRedTests.plan(members)
    func needs(_ id: StepID) -> Set<String> {
      Set(plan.steps.first { $0.id == id }?.needs.map(\.step.description) ?? [])
    }
    #expect(needs(StepID("one", "tidy")) == ["one.work", "two.work"])
    #expect(needs(StepID("two", "tidy")) == ["one.work", "two.work"])
    #expect(needs(StepID("two", "look")) == ["two.tidy"])
  }

  @Test func `a break follows the rules of hosts: no live address, none that is shared, isolation first`() throws {
    var site = Sketch.site(hosts: [
      Sketch.host("db", ["live": "root@10.0.0.13", "drill": "root@10.99.0.13"]),
      Sketch.host("vault", ["both": "reader@10.0.0.20"]), Sketch.host("bare", ["live": "root@10.0.0.15"]),
    ])
    func problems(_ damage: Break) -> [String] {
      var request = Sketch.request([Self.runbook("shop", Self.steps, breaks: [damage])], site: site)
      request.proves = true
      return RecoveryPlanner.plan(request).diagnostics.map(\.message)
    }
    #expect(problems(Self.damage("off", on: "db")) == [])
    #expect(problems(Self.damage("off", on: "bare")) == [#"host "bare" has no address for a drill"#])
    #expect(
      problems(Self.damage("off", on: "vault")).allSatisfy {
        $0.hasPrefix(#"the break "off" would break something on"#)
      }
        && !problems(Self.damage("off", on: "vault")).isEmpty)
    #expect(
      problems(Self.damage("off", run: "ssh root@10.0.0.13 halt")) == [
        #"the break "off" holds the live address of host "db", and a drill never touches what is live"#
      ])
    site.isolation = [IsolationTests.check("db", 20)]
    var request = Sketch.request([Self.runbook("shop", Self.steps, breaks: [Self.damage("off", on: "db")])], site: site)
    request.proves = true
    let plan = try #require(RecoveryPlanner.plan(request).plan)
    #expect(plan.steps.first?.step.kindWord == .isolation)
    #expect(plan.steps.first { $0.proof == .damage("off") }?.destination == "root@10.99.0.13")
  }

  @Test func `what is wrong with a break is told by a check of the runbook, whatever a drill would do`() {
    let site = Sketch.site(hosts: [Sketch.host("db", ["live": "root@10.0.0.13", "spare": "root@10.0.0.23"])])
    let shop = Self.runbook("shop", Self.steps, breaks: [Self.damage("off", on: "db")])
    let problems = RecoveryPlanner.check(Sketch.request([shop], site: site), in: RunMode.allCases).map(\.message)
    #expect(problems == [#"host "db" has no address for a drill"#])
  }
}
