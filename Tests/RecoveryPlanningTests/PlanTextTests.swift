import Digests
import Foundation
import RecoveryPlanning
import RunbookModel
import Testing

struct PlanTextTests {
  static func request() -> PlanRequest {
    let input = Input(name: "day", location: Sketch.place(2), standard: "today")
    var request = Sketch.request([Sketch.runbook("shop", inputs: [input], [Sketch.step("a"), Sketch.step("b")])])
    request.files = [PlannedFile(path: "lab", sha256: "00", size: 1, executable: true)]
    return request
  }

  static func hash(_ request: PlanRequest) -> String? {
    RecoveryPlanner.plan(request).plan.map { PlanText(of: $0).hash.description }
  }

  @Test func `the same request has the same hash, also after it was stored`() throws {
    let plan = try #require(RecoveryPlanner.plan(Self.request()).plan)
    #expect(Self.hash(Self.request()) == PlanText(of: plan).hash.description)
    let text = PlanText(of: plan)
    #expect(PlanText(stored: text.bytes).hash == text.hash)
    let stored = try JSONDecoder().decode(Plan.self, from: Data(text.bytes))
    #expect(stored == plan)
    #expect(PlanText(of: stored).bytes == text.bytes)
  }

  static let changes: [@Sendable (inout PlanRequest) -> Void] = [
    { $0.mode = .incident }, { $0.inputs = [GivenInput("day", "yesterday")] }, { $0.files[0].sha256 = "01" },
    { $0.files[0].executable = false }, { $0.runbooks[0].steps[1].kind = .run(Sketch.text("false")) },
    { $0.runbooks[0].steps[1].needs = Needs(above: false, references: []) }, { $0.site.limits.total = 3 },
    { $0.runbooks[0].steps[0].timeout = .seconds(3) }, { $0.paths = ["shop": "elsewhere.yaml"] },
  ]

  @Test(arguments: changes.indices) func `any change makes another hash`(number: Int) {
    var request = Self.request()
    Self.changes[number](&request)
    #expect(Self.hash(request) != nil)
    #expect(Self.hash(request) != Self.hash(Self.request()))
  }
}
