import RecoveryPlanning
import RunbookModel
import Testing

/// What a plan says of the hosts that its steps use.
struct HostPlanTests {
  static let site: Site = {
    var database = Sketch.host(
      "database",
      ["live": "root@10.0.0.13", "drill": "ssh://root@10.99.0.13:2222", "spare": "root@10.0.0.23", "offsite": "far"])
    database.become = Become(user: "root", with: .doas)
    database.hostKeys = [
      key("any"), key("live", "live"), key("drill", "drill"), key("spare", "spare"), key("offsite", "offsite"),
    ]
    var backup = Sketch.host("backup", ["both": "reader@10.0.0.20"])
    backup.hostKeys = [key("shared", "both")]
    // The same machine once more under another name, where it is the live one.
    var store = Sketch.host("store", ["live": "root@10.0.0.20", "drill": "root@10.99.0.20"])
    store.hostKeys = [key("shared", "live"), key("store", "live")]
    var site = Sketch.site(hosts: [database, backup, store, Sketch.host("desk", ["live": "agent@desk"])])
    site.sshConfig = "runbooks/ssh_config"
    return site
  }()

  static func key(_ text: String, _ set: String? = nil) -> HostKey {
    HostKey(text, set: set, location: Sketch.place(3))
  }

  static func plan(
    _ mode: RunMode, _ steps: [Step], change: (inout PlanRequest) -> Void = { _ in }
  ) throws -> Plan {
    var request = Sketch.request([Sketch.runbook("shop", steps)], site: site, mode: mode)
    change(&request)
    let (plan, diagnostics) = RecoveryPlanner.plan(request)
    #expect(diagnostics == [])
    return try #require(plan)
  }

  static let fetch = Sketch.step(
    "fetch", kind: .copy(Copy(from: Sketch.text("backup:/x"), to: Sketch.text("database:/y"))))

  @Test func `a drill knows the hosts it uses, their keys, and whom it may not meet`() throws {
    let plan = try Self.plan(.drill, [Self.fetch])
    let root = Become(user: "root", with: .doas)
    #expect(
      plan.hosts == [
        PlannedHost(
          name: "database", destination: "ssh://root@10.99.0.13:2222", keys: ["any", "drill"], set: "drill",
          become: root),
        PlannedHost(name: "backup", destination: "reader@10.0.0.20", isShared: true, keys: ["shared"], set: "both"),
      ])
    #expect(plan.liveDestinations == ["root@10.0.0.13", "agent@desk"])
    #expect(plan.liveKeys == ["live", "store"])
    #expect(plan.sshConfig == "runbooks/ssh_config")
  }

  @Test func `an incident has no live hosts that it may not meet`() throws {
    let plan = try Self.plan(.incident, [Self.fetch])
    #expect(plan.hosts.map(\.keys) == [["any", "spare"], ["shared"]])
    #expect(plan.liveDestinations == [])
    #expect(plan.liveKeys == [])
    #expect(plan.sshConfig == "runbooks/ssh_config")
  }

  @Test func `keys hold at the address that is used`() throws {
    let step = Sketch.step("a", on: "database")
    func hosts(_ change: (inout PlanRequest) -> Void) throws -> PlannedHost? {
      try Self.plan(.incident, [step], change: change).hosts.first
    }
    #expect(try hosts { $0.addressSet = "offsite" }?.keys == ["any", "offsite"])
    let given = try hosts { $0.hostOverrides = ["database": "root@10.0.0.99"] }
    #expect(given?.keys == ["any"])
    #expect(given?.set == nil)
    let inPlace = try hosts { $0.inPlace = ["database"] }
    #expect(inPlace?.keys == ["any", "live"])
    #expect(inPlace?.inPlace == true)
    #expect(inPlace?.set == "live")
  }

  @Test func `a host counts as used by on, an end of a copy and a template, not by its address alone`() throws {
    let template = TemplateFile(from: Sketch.text("t"), to: Sketch.text("/t"))
    let names: [(Step, [HostName])] = [
      (Sketch.step("a", on: "database"), ["database"]),
      (Sketch.step("a", kind: .template(template), on: "store"), ["store"]),
      (Sketch.step("a", with: ["to": "{{ hosts.database.address }}"]), []), (Sketch.step("a"), []),
      (Sketch.step("a", only: .incident, on: "database"), []),
      (Sketch.step("a", kind: .copy(Copy(from: Sketch.text("./a:b"), to: Sketch.text("store:/b")))), ["store"]),
    ]
    for (step, expected) in names { #expect(try Self.plan(.drill, [step]).hosts.map(\.name) == expected) }
  }

  @Test func `a host of every mode that is given another address is still only read from`() throws {
    let step = Sketch.step("a", on: "backup")
    let plan = try Self.plan(.incident, [step]) { $0.hostOverrides = ["backup": "reader@10.0.0.21"] }
    #expect(plan.hosts.map(\.isShared) == [true])
    #expect(plan.hosts.map(\.destination) == ["reader@10.0.0.21"])
  }

  static let www = Become(user: "www", with: .sudo)
  static let doas = Become(user: "root", with: .doas)

  @Test(
    arguments: [
      ("database", www, www), ("database", nil, doas), ("backup", nil, nil), ("backup", www, www), (nil, www, www),
      (nil, nil, nil),
    ] as [(HostName?, Become?, Become?)])
  func `a step becomes whom it says, else whom its host says`(on: HostName?, own: Become?, expected: Become?) throws {
    var step = Sketch.step("a", on: on)
    step.become = own
    let planned = try Self.plan(.drill, [step]).steps.first
    #expect(planned?.become == expected)
    #expect(planned?.endBecome == [:])
  }

  @Test func `a copy becomes somebody at each of its ends`() throws {
    #expect(try Self.plan(.drill, [Self.fetch]).steps.first?.endBecome == ["database": Self.doas])
    var fetch = Self.fetch
    fetch.become = Self.www
    #expect(try Self.plan(.drill, [fetch]).steps.first?.endBecome == ["database": Self.www, "backup": Self.www])
  }

  @Test func `scripts run on a host of every mode, but it is not restarted, whatever address it is given`() throws {
    var read = Sketch.step("a", on: "backup")
    read.become = Self.www
    #expect(try Self.plan(.drill, [read]).steps.first?.destination == "reader@10.0.0.20")
    for mode in RunMode.allCases {
      let step = Sketch.step("a", line: 7, kind: .reboot(Reboot()), on: "backup")
      let request = Sketch.request([Sketch.runbook("shop", [step])], site: Self.site, mode: mode)
      #expect(
        RecoveryPlanner.plan(request).diagnostics.map(\.message) == [
          #"step "a" would restart host "backup", which is the same in every mode and only read from"#
        ])
    }
  }
}
