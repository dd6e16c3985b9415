import RunbookLoading
import RunbookModel
import Testing

struct DecodingTests {
  private let everything: LoadedRunbooks

  init() throws {
    let (loaded, _) = RunbookLoader.load(runbook: "valid/everything/everything.yaml", files: FixtureFiles.source)
    everything = try #require(loaded)
  }

  private func step(_ id: StepName) throws -> Step { try #require(everything.root.steps.first { $0.id == id }) }

  @Test func `scalars stay what their author wrote`() throws {
    #expect(
      try step("versions").kind
        == .run(
          SourceText(
            "./versions no 1.10 0644 on",
            start: SourceLocation(file: "valid/everything/everything.yaml", line: 33, column: 10),
            continuationColumn: 10)))
    #expect(try step("packages").with.map(\.value.text) == ["{{ steps.versions.version }}", "1.10", "no", ""])
    #expect(everything.root.inputs.map(\.standard) == [nil, "/srv/backups", "5432"])
    guard case .template(let template) = try step("config").kind else { throw Missing() }
    #expect(template.mode == "0644")
    guard case .decide(let decision) = try step("which-again").kind else { throw Missing() }
    #expect(decision.options.map(\.name) == ["yes", "no"])
    #expect(everything.site.vendors.first?.contract == "4711")
  }

  private struct Missing: Error {}

  @Test func `a service has the site's target unless it says otherwise`() throws {
    let router = try #require(everything.site.services.first)
    #expect(router.target == Target(rto: .seconds(1800), rpo: .seconds(86_400), clock: .declared, until: .accepted))
    let shop = try #require(everything.site.services.last)
    #expect(shop.target == Target(rto: .seconds(7200), rpo: .seconds(3600), clock: .started, until: .verified))
    #expect(shop.costPerHour == MoneyPerHour(hundredths: 9950, currency: "GBP"))
    #expect(shop.dependsOn == ["router"])
    #expect(shop.health?.expect?.status == ["2xx"])
  }

  @Test func `hosts keep their address sets in file order`() throws {
    let web = try #require(everything.site.hosts.first)
    #expect(web.addresses.map(\.set) == ["live", "spare", "drill", "offsite"])
    #expect(web.address(in: "drill")?.destination == "ssh://root@192.0.2.12:2222")
    #expect(web.become == Become(user: "root", with: .doas))
    let (live, drill) = (HostKeys.text(1), HostKeys.text(2))
    #expect(web.hostKeys.map(\.key) == [live, drill])
    #expect(web.hostKeys.map(\.set) == ["live", "drill"])
    #expect(web.keys(at: "drill") == [drill])
    #expect(web.keys(at: nil) == [])
    let backup = everything.site.hosts.first { $0.name == "backup" }
    #expect(backup?.keys(at: "both") == [HostKeys.text(3)])
    #expect(backup?.keys(at: nil) == [HostKeys.text(3)])
  }

  @Test func `the common keys of a step arrive`() throws {
    let packages = try step("packages")
    #expect(packages.phase == .install)
    #expect(packages.on == "web")
    #expect(packages.become == Become(user: "root", with: .sudo))
    #expect(!packages.needs.above)
    #expect(packages.needs.references.map(\.text) == ["machine", "precheck"])
    #expect(packages.unguarded)
    #expect(packages.retry?.attempts == 3)
    #expect(packages.retry?.delay == .seconds(5))
    #expect(packages.retry?.backoff == 1.5)
    #expect(packages.retry?.reset?.text == "rm -rf packages")
    #expect(packages.undo?.text == "rm -rf packages")
    #expect(packages.liveOK == "The package server has no other address.")
    let versions = try step("versions")
    #expect(versions.timeout == .seconds(90))
    #expect(versions.budget == .milliseconds(1500))
    #expect(versions.logLimit == 65_536)
    #expect(versions.outputs == ["version", "taken_at", "bytes"])
    #expect(versions.links == ["https://wiki.shop.example/recovery"])
    #expect(versions.role == "operator")
    #expect(try step("fetch").needs == Needs(above: false, references: []))
    #expect(try step("settle").needs == .standard)
    #expect(try step("settle").kind == .wait(WaitTime(.seconds(30))))
    #expect(try step("tidy").only == .drill)
    #expect(try step("tidy").onUnknown == .rerun)
    #expect(try step("machine").onFailure == .ask)
    #expect(try step("old-server").gate)
  }

  @Test func `the matchers of a check arrive`() throws {
    let page = try step("page")
    let expect = try #require(page.expect)
    #expect(expect.status == ["200", "3xx"])
    #expect(expect.contains.map(\.text) == ["Shop"])
    #expect(expect.matches.map(\.text) == ["<h1>.*</h1>", "v[0-9]+"])
    #expect(expect.json.map(\.path.text) == ["status.name"])
    #expect(expect.fasterThan == .milliseconds(500))
    #expect(page.polling == Polling(within: .seconds(60), every: .seconds(5)))
    #expect(try step("orders").seenRedSkip == "The table is there before the data.")
    #expect(try step("orders").expect?.knownGood?.source == .named("orders-by-month"))
    #expect(try step("files").expect?.exit == [0, 1])
    guard case .beside(let path) = try step("files").expect?.knownGood?.source else { throw Missing() }
    #expect(path.text == "{{ inputs.back-ups }}/files")
  }

  @Test func `secrets say where they come from`() {
    #expect(
      everything.root.secrets.map(\.source) == [
        .file("secret"), .environment("SHOP_SECRET"), .command(["pass", "show", "shop"]),
      ])
  }
}
