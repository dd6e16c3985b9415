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
      Sketch.step("a", kind: .notify(Notification(channel: "managers", message: Sketch.text("x")))), "a `notify` step"
    ), (Sketch.step("a", kind: .manual(ManualTask(instructions: Sketch.text("x")))), "a `manual` step"),
  ]

  @Test(arguments: refused.indices) func `what can't be executed yet is refused before the first step`(number: Int)
    throws
  {
    let (step, use) = Self.refused[number]
    #expect(try Self.refusals([step]) == ["\(use) can't be executed yet, so step \"a\" would stop the run"])
    let all = SupportedKinds(Set(StepKind.Word.allCases))
    #expect(try Self.refusals([step], all) == [])
  }

  @Test func `what runs here and on hosts, or is left out, is not refused`() throws {
    let copy = Copy(from: Sketch.text("./a:b"), to: Sketch.text("/y"))
    let template = TemplateFile(from: Sketch.text("t"), to: Sketch.text("/t"))
    let probe = TCPProbe(host: Sketch.text("10.0.0.13"), port: Sketch.text("5432"))
    let steps = [
      Sketch.step("a"), Sketch.step("b", kind: .copy(copy)), Sketch.step("c", kind: .template(template)),
      Sketch.step("d", kind: .wait(WaitTime(.seconds(1)))), Sketch.step("e", kind: .reboot(Reboot()), on: "database"),
      Sketch.step("f", kind: .isolation(probe), on: "database"),
      Sketch.step("g", only: .incident, kind: .manual(ManualTask(instructions: Sketch.text("x")))),
    ]
    #expect(try Self.refusals(steps) == [])
  }
}
