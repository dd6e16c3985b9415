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

  @Test func `whatever a text holds is read back as it was, and Foundation writes the same`() throws {
    let scalars = (0...0x2FF).compactMap(Unicode.Scalar.init) + ["\u{2028}", "\u{FEFF}", "🦊"]
    let odd = String(String.UnicodeScalarView(scalars)) + #"/\u0041"#
    var request = Self.request()
    request.runbooks[0].steps[0].kind = .run(Sketch.text(odd))
    request.runbooks[0].steps[0].retry = Retry(attempts: 2, backoff: 1.5)
    let plan = try #require(RecoveryPlanner.plan(request).plan)
    let text = PlanText(of: plan)
    #expect(try JSONDecoder().decode(Plan.self, from: Data(text.bytes)) == plan)
    let foundation = JSONEncoder()
    foundation.outputFormatting = .withoutEscapingSlashes
    let line = String(decoding: try foundation.encode(odd), as: UTF8.self)
    #expect(String(decoding: text.bytes, as: UTF8.self).contains("\"text\" : \(line)"))
  }

  @Test func `a plan longer than the pieces in which it is written loses nothing between them`() throws {
    var plan = PlanCodingTests.bare
    plan.steps = (0..<2_000).map { number in
      // What is escaped goes byte by byte, what isn't as a whole.
      let word = number == 1_000 ? "näher\n" : "näher "
      let script = String(repeating: word, count: number / 2 == 500 ? 20_000 : number % 50)
      return PlannedStep(id: StepID("shop", "s"), step: FullSteps.step(number, .run(Sketch.text(script))))
    }
    let text = PlanText(of: plan)
    #expect(PlanText.hash(of: plan) == text.hash)
    #expect(try JSONDecoder().decode(Plan.self, from: Data(text.bytes)) == plan)
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
