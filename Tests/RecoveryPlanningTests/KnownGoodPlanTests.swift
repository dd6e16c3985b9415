import RecoveryPlanning
import RunbookModel
import Testing

struct KnownGoodPlanTests {
  @Test func `a planned check knows its recorded answer among the plan's files`() throws {
    var request = Sketch.request([Sketch.runbook("shop", [Sketch.step("a"), Sketch.step("b")])])
    request.knownGood = [StepID("shop", "b"): "known-good/shop/b.txt"]
    let plan = try #require(RecoveryPlanner.plan(request).plan)
    #expect(plan.steps.map(\.knownGoodFile) == [nil, "known-good/shop/b.txt"])
  }
}
