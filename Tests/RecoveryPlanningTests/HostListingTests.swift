import RecoveryPlanning
import RunbookModel
import Testing

struct HostListingTests {
  static let site: Site = {
    var site = Sketch.site(hosts: [
      Sketch.host(
        "database", ["live": "root@10.0.0.13", "spare": "root@10.0.0.23", "drill": "ssh://root@10.99.0.13:2222"]),
      Sketch.host("web", ["live": "root@10.0.0.14", "drill": "root@10.99.0.14"]),
      Sketch.host("vm", ["live": "root@10.0.0.15"]), Sketch.host("backup", ["both": "reader@10.0.0.20"]),
    ])
    site.hosts[0].become = Become(user: "root", with: .sudo)
    site.isolation = [IsolationTests.check("database", 20)]
    return site
  }()

  static func listing(_ mode: RunMode, _ hosts: [HostName], change: (inout PlanRequest) -> Void = { _ in }) throws
    -> PlanListing
  {
    let provides = ProvidedHost(host: "vm", address: Sketch.text("{{ steps.make.address }}"))
    let make = Sketch.step(
      "make", .provision, only: .incident, outputs: ["address"], provides: provides)
    let steps = hosts.enumerated().map { Sketch.step("s\($0)", on: $1) }
    var request = Sketch.request([Sketch.runbook("shop", [make] + steps)], site: site, mode: mode)
    change(&request)
    let (plan, diagnostics) = RecoveryPlanner.plan(request)
    #expect(diagnostics == [])
    return PlanListing(try #require(plan))
  }

  @Test func `a plan says where each host is, and who says so`() throws {
    #expect(
      try Self.listing(.drill, ["database", "backup"]).text().contains(
        """

        Host      Address                     Chosen by
        database  ssh://root@10.99.0.13:2222  `drill`
        backup    reader@10.0.0.20            `both`, only read from


        """))
    let incident = try Self.listing(.incident, ["database", "web", "vm"]) {
      $0.inPlace = ["database"]
      $0.hostOverrides = ["web": "root@10.0.0.99"]
    }
    #expect(
      incident.text().contains(
        """

        Host      Address           Chosen by
        database  root@10.0.0.13    --in-place: THE LIVE HOST
        web       root@10.0.0.99    --host
        vm        known in the run  step make


        """))
    #expect(!incident.json().contains(#""inPlace" : false"#))
    #expect(incident.json().contains(#""inPlace" : true"#))
  }

  @Test func `an address is never cut, and a plan without hosts has no table`() throws {
    let long = "ssh://administrator@a-rather-long-name-of-a-host.example:2222"
    let text = try Self.listing(.incident, ["web"]) { $0.hostOverrides = ["web": long] }.text(width: 40)
    #expect(text.contains("web   \(long)  --host\n"))
    #expect(!(try Self.listing(.drill, []).text().contains("Chosen by")))
  }

  @Test func `the commands say as whom, and what must not be reached`() throws {
    let text = try Self.listing(.drill, ["database"]).text(commands: true)
    #expect(text.contains("host database can't reach 10.0.0.13:5432  [provision, gate]\n"))
    #expect(text.contains("   isolation  must not reach 10.0.0.13:5432\n"))
    #expect(text.contains("   on         database, ssh://root@10.99.0.13:2222\n   become     root, by sudo\n"))
    #expect(!text.contains("have no budget and count nothing"))
  }
}
