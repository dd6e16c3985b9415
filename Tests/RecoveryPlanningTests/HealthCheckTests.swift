import RecoveryPlanning
import RunbookModel
import Testing

/// Services that a run depends on and doesn't recover.
struct HealthCheckTests {
  static func site(_ method: String = "GET") -> Site {
    let request = HTTPRequest(url: Sketch.text("http://10.0.0.1/"), method: method)
    var router = Sketch.service("router")
    router.health = Probe(kind: .http(HTTPProbe(request)), expect: Expectation(location: Sketch.place(1), status: ["200"]))
    return Sketch.site(
      services: [router, Sketch.service("bare"), Sketch.service("shop", dependsOn: ["router", "bare"])],
      hosts: [Sketch.host("router", ["live": "root@10.0.0.1"])])
  }

  static let steps = [
    Sketch.step("load", .restore), SeenRedTests.check("rows"), SeenRedTests.check("page", needs: []),
    Sketch.step("tidy", .cleanup),
  ]

  @Test(arguments: RunMode.allCases)
  func `is asked for before verify, which waits for it, and is no check of the service`(mode: RunMode) throws {
    let plan = try SeenRedTests.plan([Sketch.runbook("shop", service: "shop", Self.steps)], site: Self.site(), mode: mode)
    let health = try #require(plan.steps.first { $0.healthOf != nil })
    #expect(health.id.step == "health-router" && health.healthOf == "router" && health.proof == nil)
    #expect(health.needs.map(\.step.step) == ["load"])
    #expect(health.step.phase == .verify && health.step.polling?.within == .seconds(30))
    for check in ["rows", "page"] {
      #expect(plan.steps.first { $0.id.step.text == check }?.needs.map(\.step.step) == ["health-router"])
    }
    #expect(plan.steps.count { $0.proof != nil } == (mode == .drill ? 2 : 0))
  }

  @Test func `is not asked for where the run recovers the service`() throws {
    let plan = try SeenRedTests.plan(
      [
        Sketch.runbook("shop", service: "shop", Self.steps),
        Sketch.runbook("router", service: "router", [SeenRedTests.check("up")]),
      ], site: Self.site())
    #expect(!plan.steps.contains { $0.healthOf != nil })
  }

  @Test(arguments: [("HEAD", 0), ("POST", 1)])
  func `a drill looks at the live service, and does no more than look`(method: String, problems: Int) {
    let runbook = Sketch.runbook("shop", service: "shop", Self.steps)
    let request = Sketch.request([runbook], site: Self.site(method))
    #expect(RecoveryPlanner.plan(request).diagnostics.count == problems)
  }
}
