import RecoveryPlanning
import RunbookModel
import Testing

struct RefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String { message }
    var message: String
    var hint: String?
    var line: Int
    var mode: RunMode
    var steps: [Step]

    init(_ message: String, hint: String? = nil, line: Int = 7, mode: RunMode = .drill, _ steps: [Step]) {
      self.message = message
      self.hint = hint
      self.line = line
      self.mode = mode
      self.steps = steps
    }
  }

  static let hosts = [
    Sketch.host("database", ["live": "root@10.0.0.13", "drill": "root@10.99.0.13", "spare": "root@10.0.0.23"]),
    Sketch.host("backup", ["both": "reader@10.0.0.20"]), Sketch.host("desk", ["live": "agent@desk"]),
    Sketch.host("same", ["drill": "10.0.0.13"]),
  ]

  static let cases: [Case] = [
    Case(
      #"there is no step or phase "lod" to wait for"#, hint: #"did you mean "load"?"#,
      [Sketch.step("load"), Sketch.step("b", needs: ["lod"], line: 7)]),
    Case(
      #"there is no step or phase "instal" to wait for"#, hint: #"did you mean "install"?"#,
      [Sketch.step("load"), Sketch.step("b", .verify, needs: ["instal"], line: 7)]),
    Case(
      "the phase `restore` has no steps, so nothing can wait for it",
      [Sketch.step("a"), Sketch.step("b", .verify, needs: ["restore"], line: 7)]),
    Case(
      #"the runbook "databse" isn't part of this run"#,
      [Sketch.step("a", needs: ["databse.load"], line: 7)]),
    Case(#"step "a" can't wait for itself"#, [Sketch.step("a", needs: ["a"], line: 7)]),
    Case(
      #"step "a" can't wait for the phase in which it stands"#, [Sketch.step("a", needs: ["install"], line: 7)]),
    Case(
      #"step "a" stands in `install` and can't need a later phase: "b" stands in `verify`"#,
      [Sketch.step("a", needs: ["b"], line: 7), Sketch.step("b", .verify)]),
    Case(
      #"step "a" stands in `install` and can't need a later phase: `verify`"#,
      [Sketch.step("a", needs: ["verify"], line: 7), Sketch.step("b", .verify)]),
    Case(
      "steps wait for each other in a circle: a → b → a",
      [Sketch.step("a", needs: ["b"], line: 7), Sketch.step("b", needs: ["a"], line: 8)]),
    Case(
      #"step "c" reads `steps.a.n`, but doesn't wait for "a""#, hint: "add it: `needs: [b, a]`",
      [
        Sketch.step("a", outputs: ["n"]), Sketch.step("b", needs: []),
        Sketch.step("c", needs: ["b"], line: 7, with: ["n": "{{ steps.a.n }}"]),
      ]),
    Case(
      #"step "c" reads `steps.a.result`, but doesn't wait for "a""#,
      [Sketch.step("a"), Sketch.step("c", needs: [], line: 7, condition: #"steps.a.result == "passed""#)]),
    Case(
      #"step "a" reads `steps.b.n`, but "b" stands below it"#, hint: #"move "b" up, above this step"#,
      [Sketch.step("a", line: 7, with: ["n": "{{ steps.b.n }}"]), Sketch.step("b", outputs: ["n"])]),
    Case(
      #"step "a" uses its own `steps.a.n` before it has run"#,
      [Sketch.step("a", line: 7, with: ["n": "{{ steps.a.n }}"], outputs: ["n"])]),
    Case(
      "`steps.laod.n` names no step of this run", hint: #"did you mean "load"?"#,
      [Sketch.step("load", outputs: ["n"]), Sketch.step("b", line: 7, with: ["n": "{{ steps.laod.n }}"])]),
    Case(
      #"step "b" can't be reached in this mode: it reads `steps.a.n`, and "a" runs only in an incident"#,
      [
        Sketch.step("a", only: .incident, outputs: ["n"]),
        Sketch.step("b", line: 7, with: ["n": "{{ steps.a.n }}"]),
      ]),
    Case(#"host "desk" has no address for a drill"#, [Sketch.step("a", line: 7, on: "desk")]),
    Case(
      #"the site has no host "databas""#, hint: #"did you mean "database"?"#,
      [Sketch.step("a", line: 7, on: "databas")]),
    Case(
      #"host "desk" has no `spare` address for an incident"#, mode: .incident, [Sketch.step("a", line: 7, on: "desk")]),
    Case(
      #""10.0.0.13" is the live address of "database", and a drill never touches what is live"#, line: 3,
      [Sketch.step("a", line: 7, on: "same")]),
    Case(
      #"step "a" would write to host "backup", which is the same in every mode and only read from"#,
      [Sketch.step("a", line: 7, kind: .copy(Copy(from: Sketch.text("x"), to: Sketch.text("backup:/y", 7))))]),
    Case(
      #"step "a" holds the live address of host "database", and a drill never touches what is live"#,
      [Sketch.step("a", kind: .run(Sketch.text("ping 10.0.0.13", 7)))]),
    Case(
      #"step "a" holds the live address of host "desk", and a drill never touches what is live"#,
      [Sketch.step("a", line: 7, with: ["to": "agent@desk"])]),
    Case(
      #"step "a" holds the live address of host "database", and a drill never touches what is live"#,
      [Sketch.step("a", kind: .copy(Copy(from: Sketch.text("./x"), to: Sketch.text("./root@10.0.0.13:/y", 7))))]),
    Case(
      #"step "a" holds the live address of host "database", and a drill never touches what is live"#,
      [Sketch.step("a", provides: ProvidedHost(host: "database", address: Sketch.text("ssh://r@10.0.0.13:22", 7)))]),
    Case(
      #"step "a" would write to host "backup", which is the same in every mode and only read from"#,
      [
        Sketch.step(
          "a", kind: .template(TemplateFile(from: Sketch.text("t"), to: Sketch.text("/t", 7))), on: "backup")
      ]),
    Case(
      #"step "a" uses host "desk" before "b" has given it an address"#, mode: .incident,
      [
        Sketch.step("a", line: 7, on: "desk"),
        Sketch.step("b", provides: ProvidedHost(host: "desk", address: Sketch.text("10.1.1.1"))),
      ]),
  ]

  @Test(arguments: cases) func `what can't be planned is told where it stands`(_ example: Case) {
    let request = Sketch.request(
      [Sketch.runbook("shop", example.steps)], site: Sketch.site(hosts: Self.hosts), mode: example.mode)
    let (plan, diagnostics) = RecoveryPlanner.plan(request)
    #expect(plan == nil)
    #expect(diagnostics.map(\.message) == [example.message])
    #expect(diagnostics.first?.location.line == example.line)
    #expect(diagnostics.allSatisfy { $0.hint != nil && $0.severity == .error })
    if let hint = example.hint { #expect(diagnostics.first?.hint == hint) }
  }

  @Test(arguments: [
    Sketch.step("a", kind: .run(Sketch.text("ping 10.0.0.130 110.0.0.13 10.0.0.13.example x-10.0.0.13"))),
    Sketch.step("a", kind: .run(Sketch.text("mkdir desk desk/10.99.0.13"))),
    Sketch.step("a", kind: .run(Sketch.text("ping 10.0.0.13")), liveOK: "only pinged"),
    Sketch.step("a", only: .incident, kind: .run(Sketch.text("ping 10.0.0.13"))),
    Sketch.step("a", kind: .copy(Copy(from: Sketch.text("backup:/x"), to: Sketch.text("database:/y")))),
  ])
  func `what is not live may stand in a drill`(step: Step) {
    let request = Sketch.request([Sketch.runbook("shop", [step])], site: Sketch.site(hosts: Self.hosts))
    #expect(RecoveryPlanner.plan(request).diagnostics == [])
  }

  @Test func `a live address in an input or a file is found, too`() {
    let input = Input(name: "to", location: Sketch.place(9), standard: "http://10.0.0.13/")
    var request = Sketch.request(
      [Sketch.runbook("shop", inputs: [input], [Sketch.step("a")])], site: Sketch.site(hosts: Self.hosts))
    request.texts = [FileText(path: "lab", steps: [StepID("shop", "a")], text: "one\nssh 10.0.0.13.\n")]
    let diagnostics = RecoveryPlanner.plan(request).diagnostics
    #expect(diagnostics.map(\.location.description) == ["lab:2:5", "shop.yaml:9:5"])
    request.inputs = [GivenInput("to", "http://10.99.0.13/")]
    request.texts[0].steps = []
    #expect(RecoveryPlanner.plan(request).diagnostics == [])
  }

  @Test func `a circle through services is named with every reason`() {
    let site = Sketch.site(services: [Sketch.service("web", dependsOn: ["database"]), Sketch.service("database")])
    let web = Sketch.runbook("web", service: "web", [Sketch.step("page", .verify, line: 5)])
    let database = Sketch.runbook(
      "database", service: "database", [Sketch.step("rows", .verify, needs: ["web.page"], line: 6)])
    let diagnostics = RecoveryPlanner.plan(Sketch.request([web, database], site: site)).diagnostics
    #expect(
      diagnostics.map(\.message) == [
        "steps wait for each other in a circle: web.page → database.rows → web.page"
      ])
    #expect(
      diagnostics.first?.notes.map { "\($0.location.line) \($0.message)" } == [
        #"5 "web.page" waits for "database.rows", because its service depends on "database""#,
        #"6 "database.rows" waits for "web.page", by `web.page` in its `needs`"#,
      ])
  }

  @Test func `everything wrong is told at once, in the order of the file`() {
    let (plan, diagnostics) = Sketch.plan([
      Sketch.step("a", needs: ["x"], line: 3), Sketch.step("b", needs: ["b"], line: 5),
      Sketch.step("c", needs: ["zz"], line: 4),
    ])
    #expect(plan == nil)
    #expect(diagnostics.map(\.location.line) == [3, 4, 5])
  }
}
