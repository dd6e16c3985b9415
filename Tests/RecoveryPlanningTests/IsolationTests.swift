import RecoveryPlanning
import RunbookModel
import Testing

/// The site's isolation checks as steps of a drill.
struct IsolationTests {
  static func check(_ host: HostName, _ line: Int, to address: String = "10.0.0.13") -> IsolationCheck {
    IsolationCheck(
      on: host, connection: TCPProbe(host: Sketch.text(address, line), port: Sketch.text("5432", line)),
      location: Sketch.place(line))
  }

  static let site: Site = {
    var site = Sketch.site(hosts: [
      Sketch.host("database", ["live": "root@10.0.0.13", "spare": "root@10.0.0.23", "drill": "root@10.99.0.13"]),
      Sketch.host("web", ["live": "root@10.0.0.14", "spare": "root@10.0.0.24", "drill": "root@10.99.0.14"]),
      Sketch.host("backup", ["both": "reader@10.0.0.20"]),
    ])
    site.isolation = [check("database", 20), check("web", 21), check("database", 22, to: "mail.example")]
    return site
  }()

  static func plan(_ runbooks: [Runbook], mode: RunMode = .drill) throws -> Plan {
    let (plan, diagnostics) = RecoveryPlanner.plan(Sketch.request(runbooks, site: site, mode: mode))
    #expect(diagnostics == [])
    return try #require(plan)
  }

  static let steps = [
    Sketch.step("look", .precheck), Sketch.step("make", .provision), Sketch.step("packages", on: "database"),
    Sketch.step("files", needs: []), Sketch.step("fast", needs: [], unguarded: true),
    Sketch.step("load", .restore, needs: ["packages"], on: "database"),
  ]

  @Test func `each check of a host that is used stands between provision and install, and nothing passes it`() throws {
    let plan = try Self.plan([Sketch.runbook("shop", Self.steps)])
    #expect(
      plan.orderText == [
        "look", "make: look", "isolation-1: make", "isolation-3: make", "packages: isolation-1 isolation-3",
        "files: isolation-1 isolation-3", "fast: isolation-1 isolation-3", "load: packages",
      ])
    let first = plan.steps[2]
    #expect(first.step.name == "host database can't reach 10.0.0.13:5432")
    #expect(plan.steps[3].step.name == "host database can't reach mail.example:5432")
    #expect(first.step.phase == .provision)
    #expect(first.step.isGate)
    #expect(first.step.on == "database")
    #expect(first.destination == "root@10.99.0.13")
    #expect(first.step.location == Sketch.place(20))
    #expect(first.step.kind == .isolation(Self.site.isolation[0].connection))
    #expect(!first.step.isCheck && !first.step.changesState && first.step.mayRunAgain)
  }

  @Test func `a runbook without provision begins with them, and steps below a gate wait for both`() throws {
    let steps = [
      Sketch.step("look", .precheck, on: "web"), Sketch.step("gate", gate: true), Sketch.step("after", needs: []),
    ]
    #expect(
      try Self.plan([Sketch.runbook("shop", steps)]).orderText == [
        "look", "isolation-2: look", "gate: isolation-2", "after: gate",
      ])
    let early = [Sketch.step("ask", .provision, gate: true), Sketch.step("use", needs: [], on: "web")]
    #expect(
      try Self.plan([Sketch.runbook("shop", early)]).orderText == ["ask", "isolation-2: ask", "use: isolation-2"])
    let last = [Sketch.step("make", .provision, on: "web")]
    #expect(try Self.plan([Sketch.runbook("shop", last)]).orderText == ["make", "isolation-2: make"])
  }

  @Test func `every runbook of a set tries the checks of the hosts that it uses itself`() throws {
    let copy = Copy(from: Sketch.text("backup:/x"), to: Sketch.text("web:/y"))
    let plan = try Self.plan([
      Sketch.runbook("one", [Sketch.step("a", on: "web")]),
      Sketch.runbook("two", [Sketch.step("a", kind: .copy(copy))]),
      Sketch.runbook("three", [Sketch.step("a"), Sketch.step("b", only: .incident, on: "web")]),
    ])
    #expect(
      plan.orderText == [
        "one.isolation-2", "one.a: one.isolation-2", "two.isolation-2", "two.a: two.isolation-2", "three.a",
        "three.b: three.a",
      ])
  }

  @Test func `a machine that another runbook makes is waited for`() throws {
    let address = ProvidedHost(host: "web", address: Sketch.text("{{ steps.make.address }}"))
    let plan = try Self.plan([
      Sketch.runbook("one", [Sketch.step("use", needs: ["two.make"], on: "web")]),
      Sketch.runbook("two", [Sketch.step("make", .provision, outputs: ["address"], provides: address)]),
    ])
    #expect(plan.orderText == ["two.make", "one.isolation-2: two.make!", "one.use: two.make! one.isolation-2"])
    #expect(plan.steps[1].destination == nil)
  }

  @Test func `an incident and a run without such hosts have none`() throws {
    let incident = try Self.plan([Sketch.runbook("shop", Self.steps)], mode: .incident)
    #expect(!incident.steps.contains { $0.step.kindWord == .isolation })
    let elsewhere = try Self.plan([Sketch.runbook("shop", [Sketch.step("a", on: "backup"), Sketch.step("b")])])
    #expect(elsewhere.orderText == ["a", "b: a"])
    #expect(
      RecoveryPlanner.check(
        Sketch.request([Sketch.runbook("shop", Self.steps)], site: Self.site), in: RunMode.allCases) == [])
  }

  @Test func `no author can write such a step`() {
    #expect(!StepKind.Word.written.contains(.isolation))
    #expect(StepKind.Word.written.count == StepKind.Word.allCases.count - 1)
    #expect(IsolationCheck.isStepName(IsolationCheck.stepName(12).text))
    #expect(
      !["isolation", "isolation-", "isolation-a", "isolation-1a", "x-isolation-1"].contains(
        where: IsolationCheck.isStepName))
  }
}
