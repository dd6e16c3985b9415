import RecoveryPlanning
import RunbookModel
import Testing

struct SupportedKindsTests {
  static let site = Sketch.site(hosts: [Sketch.host("database", ["drill": "root@10.99.0.13"])])

  static func refusals(_ steps: [Step], _ supported: SupportedKinds = .current) throws -> [String] {
    let request = Sketch.request([Sketch.runbook("shop", steps)], site: site)
    let (plan, diagnostics) = RecoveryPlanner.plan(request)
    #expect(diagnostics == [])
    return supported.unsupportedSteps(in: try #require(plan)).map(\.message)
  }

  static let refused: [(step: Step, use: String)] = [
    (
      Sketch.step("a", kind: .tcp(TCPProbe(host: Sketch.text("x"), port: Sketch.text("1")))), "a `tcp` step"
    ), (Sketch.step("a", kind: .manual(ManualTask(instructions: Sketch.text("x")))), "a `manual` step"),
    (Sketch.step("a", on: "database"), "a step `on: database`, another machine,"),
    (
      Sketch.step("a", kind: .copy(Copy(from: Sketch.text("x"), to: Sketch.text("database:/y")))),
      "a copy from or to another machine"
    ),
    (Sketch.step("a", provides: ProvidedHost(host: "database", address: Sketch.text("x"))), "`provides`"),
  ]

  @Test(arguments: refused.indices) func `what can't be executed yet is refused before the first step`(number: Int)
    throws
  {
    let (step, use) = Self.refused[number]
    #expect(try Self.refusals([step]) == ["\(use) can't be executed yet, so step \"a\" would stop the run"])
    let all = SupportedKinds(kinds: Set(StepKind.Word.allCases), abilities: Set(SupportedKinds.Ability.allCases))
    #expect(try Self.refusals([step], all) == [])
  }

  @Test func `become and a known-good are refused, too`() throws {
    var step = Sketch.step("a")
    step.become = Become(user: "root", with: .sudo)
    step.expect = Expectation(location: Sketch.place(3), knownGood: .named("orders"))
    #expect(try Self.refusals([step]).count == 2)
  }

  @Test func `what runs here or is left out is not refused`() throws {
    let copy = Copy(from: Sketch.text("./a:b"), to: Sketch.text("/y"))
    let template = TemplateFile(from: Sketch.text("t"), to: Sketch.text("/t"))
    let steps = [
      Sketch.step("a"), Sketch.step("b", kind: .copy(copy)), Sketch.step("c", kind: .template(template)),
      Sketch.step("d", kind: .wait(WaitTime(.seconds(1)))),
      Sketch.step("e", only: .incident, kind: .reboot(Reboot()), on: "database"),
    ]
    #expect(try Self.refusals(steps) == [])
  }
}
