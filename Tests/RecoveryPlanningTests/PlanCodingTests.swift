import Foundation
import RecoveryPlanning
import RunbookModel
import Testing

struct PlanCodingTests {
  static let bare = Plan(
    mode: .drill, site: PlannedSite(name: "Shop"), root: "shop", runbooks: [], services: [], steps: [], files: [],
    limits: Limits())

  /// A plan in which nothing is left to its default.
  static let full: Plan = {
    let steps = FullSteps.kinds.enumerated().map { number, kind in
      var step = FullSteps.step(number, kind)
      for set in FullSteps.settings { set(&step) }
      return PlannedStep(
        id: StepID("shop", step.id), step: step, service: "shop", tier: .critical,
        needs: [PlannedNeed(StepID("shop", "a"), usesOutputs: true), PlannedNeed(StepID("shop", "b"))],
        excluded: .only(mode: .incident), destination: "root@10.99.0.13", become: Become(user: "root", with: .doas),
        endBecome: ["web": Become(user: "www", with: .sudo)], remaining: .seconds(61), critical: true)
    }
    let secrets: [SecretSource] = [.file("secrets/a"), .environment("A"), .command(["pass", "show"])]
    var plan = Plan(
      mode: .incident,
      site: PlannedSite(
        name: "Shop", allowances: Allowances(detect: .seconds(1), decide: .seconds(2), mobilise: .seconds(3)),
        drillEvery: .seconds(86_400)),
      root: "all",
      runbooks: [
        PlannedRunbook(
          name: "shop", title: "Rebuild", path: "shop.yaml", service: "shop", strategy: .failover, purpose: "p",
          scenario: "s", scope: "o", exclusions: ["e"], inputs: ["b": "2", "a": "1"],
          secrets: secrets.map { Secret(name: "s", location: Sketch.place(3), source: $0) })
      ],
      services: [
        PlannedService(
          name: "shop", runbook: "shop", tier: .important,
          target: Target(rto: .seconds(1_800), rpo: .seconds(3_600), clock: .declared, until: .accepted),
          dependsOn: ["router"], owner: "sales", costPerHour: MoneyPerHour(hundredths: 180_000, currency: "EUR"),
          fallback: "by hand")
      ],
      steps: steps, files: [PlannedFile(path: "lab", sha256: "00", size: 1, executable: true)],
      limits: Limits(total: 3, perHost: 2), addresses: ["web": "10.99.0.2", "database": "10.99.0.13"])
    plan.hosts = [
      PlannedHost(
        name: "web", destination: "root@10.99.0.2", isShared: true, keys: ["ssh-ed25519 AAAA"], inPlace: true,
        set: "live", providers: [StepID("shop", "a")], become: Become(user: "root", with: .sudo)),
      PlannedHost(name: "desk", destination: nil),
    ]
    plan.liveKeys = ["ssh-ed25519 BBBB"]
    plan.liveDestinations = ["root@10.0.0.13"]
    plan.sshConfig = "ssh_config"
    plan.format = 7
    return plan
  }()

  @Test(arguments: [bare, full]) func `a plan is read back as it was, whether all of it is set or nothing`(
    plan: Plan
  ) throws {
    let text = PlanText(of: plan)
    #expect(try JSONDecoder().decode(Plan.self, from: Data(text.bytes)) == plan)
    #expect(PlanText.hash(of: plan) == text.hash)
  }

  @Test func `every field of a step is read back when it alone is set`() throws {
    for (number, set) in FullSteps.settings.enumerated() {
      let bare = FullSteps.step(number, .wait(WaitTime(.zero)))
      var step = bare
      set(&step)
      #expect(step != bare)
      #expect(try Self.readBack(PlannedStep(id: StepID("shop", "a"), step: step)).step == step)
    }
  }

  @Test(arguments: FullSteps.kinds + FullSteps.bareKinds) func `every kind of step is read back as it was`(
    kind: StepKind
  ) throws {
    #expect(try Self.readBack(PlannedStep(id: StepID("shop", "a"), step: FullSteps.step(1, kind))).step.kind == kind)
  }

  @Test(arguments: [KnownGoodExpectation.Source.named("a"), .beside(Sketch.text("b"))])
  func `an expectation is read back with either known-good`(source: KnownGoodExpectation.Source) throws {
    var step = FullSteps.step(1, .run(Sketch.text("true")))
    step.expect = Expectation(location: Sketch.place(1), knownGood: KnownGoodExpectation(source))
    #expect(try Self.readBack(PlannedStep(id: StepID("shop", "a"), step: step)).step == step)
  }

  @Test func `what is left to its default takes no room`() throws {
    var plan = Self.bare
    plan.steps = [PlannedStep(id: StepID("shop", "a"), step: FullSteps.step(1, .run(Sketch.text("true"))))]
    let step = try Self.tree(of: plan).members["steps"]?.elements.first?.members
    #expect(step?.keys.sorted() == ["id", "step"])
    #expect(step?["step"]?.members.keys.sorted() == ["id", "kind", "location", "phase"])
  }

  @Test(arguments: [bare, full]) func `the text has one form: sorted keys, two spaces, each member on its line`(
    plan: Plan
  ) throws {
    let foundation = JSONEncoder()
    foundation.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let lines = String(decoding: try foundation.encode(Self.tree(of: plan)), as: UTF8.self)
    #expect(String(decoding: PlanText(of: plan).bytes, as: UTF8.self) == lines.replacing(/\n\n */, with: ""))
  }

  private static func tree(of plan: Plan) throws -> AnyJSON {
    try JSONDecoder().decode(AnyJSON.self, from: Data(PlanText(of: plan).bytes))
  }

  private static func readBack(_ step: PlannedStep) throws -> PlannedStep {
    var plan = bare
    plan.steps = [step]
    let stored = try JSONDecoder().decode(Plan.self, from: Data(PlanText(of: plan).bytes))
    return try #require(stored.steps.first)
  }
}
