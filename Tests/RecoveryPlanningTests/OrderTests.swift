import RecoveryPlanning
import RunbookModel
import Testing

struct OrderTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var steps: [Step]
    var expected: [String]

    init(_ description: String, _ steps: [Step], _ expected: [String]) {
      testDescription = description
      self.steps = steps
      self.expected = expected
    }
  }

  static let cases: [Case] = [
    Case("top to bottom", [step("a"), step("b"), step("c")], ["a", "b: a", "c: b"]),
    Case("nothing", [step("a"), step("b", needs: []), step("c")], ["a", "b", "c: a b"]),
    Case("those alone", [step("a"), step("b"), step("c", needs: ["a"])], ["a", "b: a", "c: a"]),
    Case("above and more", [step("a"), step("b"), step("c", needs: ["above", "a"])], ["a", "b: a", "c: b"]),
    Case("redundant", [step("a"), step("b"), step("c", needs: ["a", "b"])], ["a", "b: a", "c: b"]),
    Case(
      "a phase", [step("a"), step("b", needs: []), step("v", .verify, needs: ["install"])], ["a", "b", "v: a b"]),
    Case("below in its phase", [step("a", needs: ["b"]), step("b", needs: [])], ["b", "a: b"]),
    Case(
      "a gate", [step("a", gate: true), step("b", needs: []), step("c", needs: ["b"])], ["a", "b: a", "c: b"]),
    Case(
      "an unguarded step", [step("a", gate: true), step("b", needs: [], unguarded: true), step("c")],
      ["a", "b", "c: a b"]),
    Case(
      "unguarded need", [step("a", gate: true), step("b", needs: [], unguarded: true), step("c", needs: ["b"])],
      ["a", "b", "c: a b"]),
    Case(
      "prechecks side by side",
      [
        step("p", .precheck, needs: []), step("q", .precheck, needs: []), step("i", needs: []), step("j", needs: ["i"]),
      ],
      ["p", "q", "i: p q", "j: i"]),
    Case(
      "triage side by side, and nothing passes it",
      [step("a", .triage), step("b", .triage), step("p", .precheck, needs: []), step("i", needs: [])],
      ["a", "b", "p: a b", "i: p"]),
    Case(
      "a question in triage",
      [
        step("a", .triage), step("b", .triage),
        step("q", .triage, kind: .approve(Approval(by: "owner", question: text("Go?")))), step("c", .triage),
      ], ["a", "b", "q: a b", "c: q"]),
    Case(
      "a gate among prechecks", [step("p", .precheck, gate: true), step("q", .precheck, needs: [])], ["p", "q: p"]),
    Case(
      "two gates", [step("g", gate: true), step("h", needs: [], gate: true), step("i", needs: [])],
      ["g", "h: g", "i: h"]),
    Case(
      "an unguarded gate",
      [step("g", gate: true), step("h", needs: [], gate: true, unguarded: true), step("i", needs: [])],
      ["g", "h", "i: g h"]),
    Case(
      "an approval", [step("a", kind: .approve(Approval(by: "owner", question: text("Go?")))), step("b", needs: [])],
      ["a", "b: a"]),
    Case(
      "a step left out", [step("a"), step("x", only: .incident), step("b"), step("c", needs: ["x"])],
      ["a", "x: a", "b: a", "c: a"]),
    Case(
      "a gate left out", [step("a"), step("g", gate: true, only: .incident), step("b", needs: [])],
      ["a", "g: a", "b: a"]),
    Case(
      "outputs", [step("a", outputs: ["n"]), step("b"), step("c", with: ["n": "{{ steps.a.n }}"])],
      ["a", "b: a", "c: a! b"]),
    Case(
      "a result", [step("a"), step("b"), step("c", condition: #"steps.a.result == "passed""#)], ["a", "b: a", "c: b"]),
    Case(
      "its own output", [step("a", .restore, outputs: ["at"], recoveryPoint: "{{ steps.a.at }}")], ["a"]),
  ]

  private static func step(
    _ id: String, _ phase: Phase = .install, needs: [String]? = nil, gate: Bool = false, unguarded: Bool = false,
    only: RunMode? = nil, kind: StepKind? = nil, with: [String: String] = [:], outputs: [String] = [],
    condition: String? = nil, recoveryPoint: String? = nil
  ) -> Step {
    Sketch.step(
      id, phase, needs: needs, gate: gate, unguarded: unguarded, only: only, kind: kind, with: with, outputs: outputs,
      condition: condition, recoveryPoint: recoveryPoint)
  }

  private static func text(_ text: String) -> SourceText { Sketch.text(text) }

  @Test(arguments: cases) func `a step waits for what its file says`(_ example: Case) {
    let (plan, diagnostics) = Sketch.plan(example.steps)
    #expect(diagnostics == [])
    #expect(plan?.orderText == example.expected)
  }

  @Test func `steps and phases of other runbooks can be named`() {
    let database = Sketch.runbook(
      "database", [Sketch.step("fetch", .restore), Sketch.step("load", .restore), Sketch.step("ok", .verify)])
    let web = Sketch.runbook(
      "web",
      [
        Sketch.step("files", .restore, needs: ["database.fetch"]),
        Sketch.step("site", .verify, needs: ["above", "database.restore"]),
      ])
    let (plan, diagnostics) = RecoveryPlanner.plan(Sketch.request([web, database]))
    #expect(diagnostics == [])
    #expect(
      plan?.orderText == [
        "database.fetch", "web.files: database.fetch", "database.load: database.fetch",
        "web.site: web.files database.load", "database.ok: database.load",
      ])
  }

  @Test func `a service is verified after those that it depends on`() {
    let site = Sketch.site(services: [
      Sketch.service("web", dependsOn: ["database", "router"], tier: .important), Sketch.service("database"),
      Sketch.service("router"),
    ])
    let web = Sketch.runbook("web", service: "web", [Sketch.step("up"), Sketch.step("page", .verify)])
    let database = Sketch.runbook(
      "database", service: "database",
      [
        Sketch.step("load", .restore), Sketch.step("rows", .verify, needs: ["restore"]),
        Sketch.step("sum", .verify, needs: ["restore"]),
      ])
    let (plan, diagnostics) = RecoveryPlanner.plan(Sketch.request([web, database], site: site))
    #expect(diagnostics == [])
    #expect(
      plan?.orderText == [
        "web.up", "database.load", "database.rows: database.load", "database.sum: database.load",
        "web.page: web.up database.rows database.sum",
      ])
    #expect(plan?.steps.first?.tier == .important)
    #expect(plan?.services.map(\.name) == ["web", "database"])
  }

  @Test func `ten thousand steps are one chain`() {
    let (plan, _) = Sketch.plan((0..<10_000).map { Sketch.step("s\($0)") })
    #expect(plan?.steps.count == 10_000)
    #expect(plan?.steps.reduce(0) { $0 + $1.needs.count } == 9_999)
  }

  @Test func `the longest way by budget is marked and counted to the end`() {
    let (plan, _) = Sketch.plan([
      Sketch.step("a", budget: 2), Sketch.step("b", needs: ["a"], budget: 3), Sketch.step("c", needs: ["a"], budget: 5),
      Sketch.step("d"), Sketch.step("x", only: .incident, budget: 60), Sketch.step("e", .verify, budget: 1),
      Sketch.step("z", .cleanup, budget: 4),
    ])
    let steps = plan?.steps ?? []
    #expect(steps.filter(\.critical).map(\.id.step.text) == ["a", "c", "d", "e"])
    #expect(steps.map(\.remaining) == [12, 8, 10, 5, 0, 5, 4].map { .seconds($0 * 60) })
  }
}
