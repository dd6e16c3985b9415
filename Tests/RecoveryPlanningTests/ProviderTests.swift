import RecoveryPlanning
import RunbookModel
import Testing

/// Hosts whose address a step of the run gives.
struct ProviderTests {
  static let site = Sketch.site(hosts: [
    Sketch.host("vm", ["live": "root@10.0.0.9"]),
    Sketch.host("web", ["live": "root@10.0.0.8", "spare": "root@10.0.0.18"]),
  ])

  static func step(
    _ id: String, _ host: HostName = "vm", address: String = "{{ steps.STEP.address }}", if condition: String? = nil,
    only: RunMode? = nil, liveOK: String? = nil
  ) -> Step {
    let text = address.replacing("STEP", with: id)
    return Sketch.step(
      id, .provision, needs: [], line: 7, only: only, outputs: ["address"], condition: condition, liveOK: liveOK,
      provides: ProvidedHost(host: host, address: Sketch.text(text, 8)))
  }

  static func plan(_ steps: [Step], mode: RunMode = .incident, site: Site = site) -> (Plan?, [Diagnostic]) {
    RecoveryPlanner.plan(Sketch.request([Sketch.runbook("shop", steps)], site: site, mode: mode))
  }

  static let use = Sketch.step("use", on: "vm")

  @Test func `a step that uses a host which only another makes can't do without it`() throws {
    let copy = Sketch.step(
      "fetch", needs: ["make"], kind: .copy(Copy(from: Sketch.text("vm:/x"), to: Sketch.text("y"))))
    let (plan, diagnostics) = Self.plan([Self.step("make"), Self.use, copy])
    #expect(diagnostics == [])
    #expect(plan?.orderText == ["make", "use: make!", "fetch: make!"])
    #expect(plan?.hosts == [PlannedHost(name: "vm", destination: nil, providers: [StepID("shop", "make")])])
    #expect(plan?.addresses == [:])
    #expect(plan?.steps.allSatisfy { $0.destination == nil } == true)
  }

  @Test func `a step that works on the host before does so at the address that the site has`() throws {
    let before = Sketch.step("before", .precheck, on: "web")
    let (plan, diagnostics) = Self.plan([before, Self.step("make", "web"), Sketch.step("use", on: "web")])
    #expect(diagnostics == [])
    #expect(plan?.steps.map(\.destination) == ["root@10.0.0.18", nil, nil])
    #expect(plan?.orderText == ["before", "make: before", "use: make!"])
    #expect(plan?.hosts.map(\.destination) == [nil])
    #expect(plan?.addresses == [:])
    #expect(plan?.hosts.first?.providers == [StepID("shop", "make")])
  }

  @Test func `no file comes from the host before, and its address can't be asked for`() {
    let copy = Copy(from: Sketch.text("web:/x"), to: Sketch.text("/y"))
    for step in [
      Sketch.step("before", .precheck, kind: .copy(copy)),
      Sketch.step("before", .precheck, with: ["to": "{{ hosts.web.address }}"]),
    ] {
      #expect(
        Self.plan([step, Self.step("make", "web")]).1.map(\.message) == [
          #"step "before" uses host "web" before "make" has given it an address"#
        ])
    }
  }

  @Test func `two steps that give one host an address are refused, unless conditions choose`() {
    let two = "step \"other\" gives host \"vm\" an address, and so does \"make\""
    let (plan, diagnostics) = Self.plan([Self.step("make"), Self.step("other"), Self.use])
    #expect(plan == nil)
    #expect(diagnostics.map(\.message) == [two])
    #expect(diagnostics.first?.location.line == 8)
    #expect(Self.plan([Self.step("make"), Self.step("other", if: #"run.mode == "drill""#), Self.use]).1.count == 1)
    #expect(Self.plan([Self.step("make"), Self.step("other", only: .drill), Self.use]).1 == [])
  }

  @Test func `of several that conditions choose among, a step waits for each but can do without`() {
    let steps = [
      Self.step("make", if: #"run.mode == "incident""#), Self.step("other", if: #"run.mode != "incident""#), Self.use,
    ]
    let (plan, diagnostics) = Self.plan(steps)
    #expect(diagnostics == [])
    #expect(plan?.orderText == ["make", "other", "use: make other"])
    #expect(plan?.hosts.first?.providers == [StepID("shop", "make"), StepID("shop", "other")])
    let hasty = Sketch.step("use", needs: ["make"], line: 9, on: "vm")
    #expect(
      Self.plan([steps[0], steps[1], hasty]).1.map(\.message) == [
        #"step "use" uses host "vm" before "other" has given it an address"#
      ])
  }

  @Test(arguments: [
    ("-oX", #""-oX" can't be the address of a host"#), ("a b", #""a b" can't be the address of a host"#),
  ])
  func `an address that stands in the runbook is looked at at once`(address: String, message: String) {
    #expect(Self.plan([Self.step("make", address: address), Self.use]).1.map(\.message) == [message])
  }

  @Test func `no reason lets a drill work on the live host that a step names`() {
    let site = Sketch.site(hosts: [Sketch.host("vm", ["live": "root@10.0.0.9", "drill": "root@10.99.0.9"])])
    let step = Self.step("make", address: "ssh://other@10.0.0.9:22", liveOK: "only read")
    #expect(
      Self.plan([step, Self.use], mode: .drill, site: site).1.map(\.message) == [
        #"step "make" gives the live address of "vm", and a drill never touches what is live"#
      ])
    let excused = Self.step("make", address: "root@10.99.0.19", liveOK: "only read")
    #expect(Self.plan([excused, Self.use], mode: .drill, site: site).1 == [])
  }
}
