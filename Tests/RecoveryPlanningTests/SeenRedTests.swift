import RecoveryPlanning
import RunbookModel
import Testing

/// The checks of a drill tried before there are data.
struct SeenRedTests {
  static let probe = StepKind.tcp(TCPProbe(host: Sketch.text("localhost"), port: Sketch.text("80")))

  static func check(
    _ id: String, _ phase: Phase = .verify, needs: [String]? = nil, with: [String: String] = [:],
    condition: String? = nil, only: RunMode? = nil, on: HostName? = nil, liveOK: String? = nil
  ) -> Step {
    Sketch.step(
      id, phase, needs: needs, only: only, kind: probe, with: with, condition: condition, on: on, liveOK: liveOK)
  }

  static func plan(
    _ runbooks: [Runbook], site: Site = Sketch.site(), mode: RunMode = .drill, proves: Bool = false
  ) throws -> Plan {
    var request = Sketch.request(runbooks, site: site, mode: mode)
    request.proves = proves
    let (plan, diagnostics) = RecoveryPlanner.plan(request)
    #expect(diagnostics == [])
    return try #require(plan)
  }

  static let steps = [
    Sketch.step("look", .precheck, outputs: ["at"]), Sketch.step("make", .provision), Sketch.step("packages"),
    Sketch.step("load", .restore, outputs: ["sum"]), Sketch.step("fast", .restore, needs: [], unguarded: true),
    check("rows"), check("page", needs: []),
  ]

  @Test func `they stand side by side between install and restore, and nothing passes them`() throws {
    let plan = try Self.plan([Sketch.runbook("shop", Self.steps)])
    #expect(
      plan.orderText == [
        "look", "make: look", "packages: make", "seen-red-rows: packages", "seen-red-page: packages",
        "load: seen-red-rows seen-red-page", "fast: seen-red-rows seen-red-page", "rows: load fast",
        "page: seen-red-rows seen-red-page",
      ])
    let trial = plan.steps[3]
    #expect(trial.proof == .seenRed(of: StepID("shop", "rows")))
    #expect(trial.step.phase == .install && trial.step.kind == Self.probe && !trial.critical)
    #expect(trial.step.timeout == .seconds(30) && trial.step.retry == nil && trial.step.polling == nil)
    #expect(plan.steps.count { $0.proof != nil } == 2)
  }

  @Test func `without a restore phase they stand before verify, and an incident has none`() throws {
    let steps = [Sketch.step("packages"), Self.check("rows")]
    #expect(
      try Self.plan([Sketch.runbook("shop", steps)]).orderText == [
        "packages", "seen-red-rows: packages", "rows: seen-red-rows",
      ])
    #expect(try Self.plan([Sketch.runbook("shop", steps)], mode: .incident).orderText == ["packages", "rows: packages"])
  }

  @Test func `a trial keeps what the check works with, and nothing that makes it wait or speak`() throws {
    var check = Sketch.step("rows", .verify, kind: .run(Sketch.text("./ask")), outputs: ["n"], condition: "run.mode == \"drill\"")
    check.expect = Expectation(location: Sketch.place(1), exit: [0])
    check.files = []
    check.polling = Polling(within: .seconds(60))
    check.onFailure = .continue
    let plan = try Self.plan([Sketch.runbook("shop", [check])])
    let trial = try #require(plan.steps.first).step
    #expect(trial.condition == check.condition && trial.expect == check.expect)
    #expect(trial.outputs.isEmpty && trial.polling == nil && trial.onFailure == nil)
    #expect(trial.timeout == .seconds(60))
  }

  @Test func `cutover checks, skipped ones, those of incidents and steps that check nothing have none`() throws {
    var skipped = Self.check("skipped")
    skipped.seenRedSkip = "it looks at another machine"
    let plan = try Self.plan([
      Sketch.runbook(
        "shop",
        [skipped, Self.check("live", only: .incident), Sketch.step("tell", .verify), Self.check("moved", .cutover)])
    ])
    #expect(!plan.steps.contains { $0.proof != nil })
    #expect(plan.steps.first?.unseen == nil)
  }

  @Test(arguments: [
    (["sum": "{{ steps.load.sum }}"], nil, "it uses an output of load, which has not run yet"),
    ([:], "steps.load.result == \"passed\"", "it uses the result of load, which has not run yet"),
    (["at": "{{ steps.look.at }}"], "steps.look.result == \"passed\"", nil),
  ] as [([String: String], String?, String?)])
  func `a check that uses what comes later can't be tried, and the plan says why`(
    with: [String: String], condition: String?, reason: String?
  ) throws {
    let steps = Array(Self.steps.prefix(4)) + [Self.check("rows", with: with, condition: condition)]
    let plan = try Self.plan([Sketch.runbook("shop", steps)])
    #expect(plan.steps.last?.unseen == nil || reason != nil)
    // The kind of the sketch uses no `with`, so a name in it is met only where the step has a script.
    var script = Sketch.step("rows", .verify, with: with, condition: condition)
    script.expect = Expectation(location: Sketch.place(1), exit: [0])
    let other = try Self.plan([Sketch.runbook("shop", Array(Self.steps.prefix(4)) + [script])])
    #expect(other.steps.last?.unseen == reason)
    #expect(other.steps.contains { $0.proof != nil } == (reason == nil))
  }

  @Test func `a name that an author took is left to the author`() throws {
    let plan = try Self.plan([
      Sketch.runbook("shop", [Sketch.step("seen-red-rows"), Self.check("rows")])
    ])
    #expect(plan.orderText == ["seen-red-rows", "seen-red-rows-2: seen-red-rows", "rows: seen-red-rows-2"])
  }

  @Test func `a long row needs no more than its length and what stands around it`() throws {
    let installs = (0..<200).map { Sketch.step("i\($0)", needs: []) }
    let restores = (0..<200).map { Sketch.step("r\($0)", .restore, needs: []) }
    let checks = (0..<200).map { Self.check("c\($0)", needs: ["restore"]) }
    let plan = try Self.plan([Sketch.runbook("shop", installs + restores + checks)])
    let needs = plan.steps.filter { $0.step.phase < .verify }.reduce(0) { $0 + $1.needs.count }
    #expect(needs <= 4 * 200, "\(needs)")
    let first = try #require(plan.steps.firstIndex { $0.id.step == "seen-red-c0" })
    #expect(plan.steps[first].needs.count == 200)
    #expect(plan.steps.first { $0.id.step == "r7" }?.needs.map(\.step.step) == ["seen-red-c199"])
  }

  @Test func `a check on a machine that another runbook makes waits for it, or says that it comes too late`() throws {
    func made(_ phase: Phase) throws -> Plan {
      let given = ProvidedHost(host: "web", address: Sketch.text("{{ steps.make.address }}"))
      return try Self.plan(
        [
          Sketch.runbook("one", [Self.check("see", needs: ["two.make"], on: "web")]),
          Sketch.runbook("two", [Sketch.step("make", phase, outputs: ["address"], provides: given)]),
        ], site: Sketch.site(hosts: [Sketch.host("web", ["drill": "root@10.99.0.14"])]))
    }
    #expect(try made(.provision).steps.first { $0.proof != nil }?.needs.map(\.step) == [StepID("two", "make")])
    let late = try made(.restore)
    #expect(!late.steps.contains { $0.proof != nil })
    #expect(
      late.steps.first { $0.id.step == "see" }?.unseen
        == "its host web gets its address from two.make, which has not run yet")
  }

  @Test func `a live address in a check is told once, and the listing names what can't be seen red`() throws {
    let live = StepKind.tcp(TCPProbe(host: Sketch.text("10.0.0.13"), port: Sketch.text("80")))
    var request = Sketch.request(
      [Sketch.runbook("shop", [Sketch.step("see", .verify, kind: live)])],
      site: Sketch.site(hosts: [Sketch.host("db", ["live": "root@10.0.0.13"])]))
    #expect(RecoveryPlanner.plan(request).diagnostics.count == 1)
    var skipped = Self.check("other")
    skipped.seenRedSkip = "it is elsewhere"
    request.runbooks = [Sketch.runbook("shop", [Self.check("page"), Self.check("rows"), skipped])]
    let text = PlanListing(try #require(RecoveryPlanner.plan(request).plan)).text()
    #expect(text.contains("seen-red") && text.contains("2 checks must fail without data"), "\(text)")
    #expect(text.contains("other  its author: it is elsewhere"), "\(text)")
  }
}
