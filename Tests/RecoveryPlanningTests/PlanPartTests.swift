import RecoveryPlanning
import RunbookModel
import Testing

struct PlanPartTests {
  static let site = Sketch.site(hosts: [
    Sketch.host("database", ["drill": "root@10.99.0.13"]), Sketch.host("web", ["drill": "root@10.99.0.14"]),
  ])

  static func plan(_ steps: [Step]) throws -> Plan {
    let (plan, diagnostics) = RecoveryPlanner.plan(Sketch.request([Sketch.runbook("shop", steps)], site: site))
    #expect(diagnostics == [])
    return try #require(plan)
  }

  @Test func `what is left out is looked through`() throws {
    let plan = try Self.plan([Sketch.step("a"), Sketch.step("b"), Sketch.step("c"), Sketch.step("d")])
    let part = plan.part { ["a", "d"].contains($0.id.step.text) }
    #expect(part.steps.map(\.id.step.text) == ["a", "d"])
    #expect(part.steps[1].needs == [PlannedNeed(StepID("shop", "a"))])
    #expect(part.steps.allSatisfy { $0.step.onFailure == .continue })
    #expect(part.services == [])
  }

  @Test func `what would be cleared up before another try has but one`() throws {
    var step = Sketch.step("a")
    step.retry = Retry(attempts: 3, delay: .seconds(1), backoff: 1, reset: Sketch.text("rm -rf data"))
    var other = Sketch.step("b")
    other.idempotent = true
    other.retry = Retry(attempts: 3, delay: .seconds(1), backoff: 1)
    let part = try Self.plan([step, other]).part { _ in true }
    #expect(part.steps.map { $0.step.retry?.attempts } == [nil, 3])
  }

  @Test func `only hosts that are still used are met`() throws {
    let plan = try Self.plan([Sketch.step("a", on: "database"), Sketch.step("b", on: "web")])
    #expect(plan.hosts.map(\.name.text) == ["database", "web"])
    #expect(plan.part { $0.id.step == "b" }.hosts.map(\.name.text) == ["web"])
  }
}
