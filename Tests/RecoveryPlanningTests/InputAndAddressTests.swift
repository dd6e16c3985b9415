import RecoveryPlanning
import RunbookModel
import Testing

struct InputAndAddressTests {
  static let input = Input(name: "backups", location: Sketch.place(9), about: "Where the dumps are")

  static func runbooks(_ standard: String? = nil) -> [Runbook] {
    ["web", "database"].map { name in
      var input = Self.input
      input.standard = standard
      return Sketch.runbook(name, inputs: [input], [Sketch.step("a")])
    }
  }

  @Test(arguments: [
    ([GivenInput("backups", "/b")], ["/b", "/b"]), ([], ["/srv", "/srv"]),
    ([GivenInput("web.backups", "/w"), GivenInput("backups", "/b")], ["/w", "/b"]),
    ([GivenInput("database.backups", "")], ["/srv", ""]),
  ])
  func `an input has the value that was given, else its default`(given: [GivenInput], expected: [String]) {
    let (plan, diagnostics) = RecoveryPlanner.plan(Sketch.request(Self.runbooks("/srv"), inputs: given))
    #expect(diagnostics == [])
    #expect(plan?.runbooks.map { $0.inputs["backups"] } == expected)
  }

  @Test(arguments: [
    (GivenInput("backup", "x"), #"there is no input "backup""#, #"did you mean "backups"?"#),
    (GivenInput("wbe.backups", "x"), #"there is no input "wbe.backups""#, #"did you mean "web.backups"?"#),
    (
      GivenInput("backups", "a\0b"), #"the value of "backups" holds a NUL character, which no program could be given"#,
      "give a text"
    ),
    (
      GivenInput("backups", String(repeating: "x", count: 128_001)),
      #"the value of "backups" has 128001 bytes, and 128000 is the most"#,
      "put it into a file and give the file's path"
    ),
  ])
  func `a faulty input is refused by the option's name`(input: GivenInput, message: String, hint: String) {
    let (plan, diagnostics) = RecoveryPlanner.plan(Sketch.request(Self.runbooks("/srv"), inputs: [input]))
    #expect(plan == nil)
    #expect(diagnostics.map(\.message) == [message])
    #expect(diagnostics.first?.hint == hint)
    #expect(diagnostics.first?.location.file == "--input")
  }

  @Test func `an input without a value is refused where it is declared`() {
    let (plan, diagnostics) = RecoveryPlanner.plan(
      Sketch.request(Self.runbooks(), inputs: [GivenInput("web.backups", "/w"), GivenInput("web.backups", "/v")]))
    #expect(plan == nil)
    #expect(
      diagnostics.map(\.message) == [
        #"the input "web.backups" is given twice"#,
        #"the input "backups" has no default, so it must be given"#,
      ])
    #expect(diagnostics.last?.location == Sketch.place(9))
    #expect(diagnostics.last?.hint == "add `--input database.backups=…`: Where the dumps are")
  }

  static let site = Sketch.site(hosts: [
    Sketch.host(
      "database",
      ["live": "root@10.0.0.13", "drill": "root@10.99.0.13", "spare": "root@10.0.0.23", "offsite": "ssh://r@far:2222"]),
    Sketch.host("backup", ["both": "reader@10.0.0.20"]),
  ])

  static func request(
    _ mode: RunMode, at set: String? = nil, hosts: [HostName: String] = [:], inPlace: Set<HostName> = []
  ) -> PlanRequest {
    var request = Sketch.request(
      [Sketch.runbook("shop", [Sketch.step("a", on: "database"), Sketch.step("b", on: "backup")])], site: site,
      mode: mode)
    request.addressSet = set
    request.hostOverrides = hosts
    request.inPlace = inPlace
    return request
  }

  @Test(arguments: [
    (request(.drill), "root@10.99.0.13", "10.99.0.13"), (request(.incident), "root@10.0.0.23", "10.0.0.23"),
    (request(.incident, at: "offsite"), "ssh://r@far:2222", "far"),
    (request(.incident, hosts: ["database": "ssh://root@[::1]:22"]), "ssh://root@[::1]:22", "::1"),
    (request(.incident, inPlace: ["database"]), "root@10.0.0.13", "10.0.0.13"),
  ])
  func `mode and options choose among the addresses`(request: PlanRequest, destination: String, address: String) {
    let (plan, diagnostics) = RecoveryPlanner.plan(request)
    #expect(diagnostics == [])
    #expect(plan?.steps.map(\.destination) == [destination, "reader@10.0.0.20"])
    #expect(plan?.addresses == ["database": address, "backup": "10.0.0.20"])
  }

  @Test(arguments: [
    (request(.drill, at: "offsite"), "--at", "a drill uses `drill` addresses only"),
    (request(.drill, inPlace: ["database"]), "--in-place", "a drill never works on live hosts"),
    (
      request(.drill, hosts: ["database": "10.0.0.13"]), "--host",
      #""10.0.0.13" is the live address of "database", and a drill never touches what is live"#
    ),
    (request(.incident, hosts: ["databse": "x"]), "--host", #"the site has no host "databse""#),
    (request(.incident, inPlace: ["databse"]), "--in-place", #"the site has no host "databse""#),
    (
      request(.incident, at: "live"), "shop.yaml",
      #"data may have survived at the live address of "database", so `--at live` doesn't reach it"#
    ),
  ])
  func `options that reach what is live or nothing are refused`(request: PlanRequest, file: String, message: String) {
    let (plan, diagnostics) = RecoveryPlanner.plan(request)
    #expect(plan == nil)
    #expect(diagnostics.first { $0.message == message }?.location.file == file)
  }

  @Test func `a host that the run makes has no address before`() {
    let step = Sketch.step("make", .provision, provides: ProvidedHost(host: "vm", address: Sketch.text("10.1.1.1")))
    let request = Sketch.request(
      [Sketch.runbook("shop", [step, Sketch.step("a", on: "vm")])],
      site: Sketch.site(hosts: [Sketch.host("vm", ["live": "root@10.0.0.9"])]), mode: .incident)
    let (plan, diagnostics) = RecoveryPlanner.plan(request)
    #expect(diagnostics == [])
    #expect(plan?.steps.last?.destination == nil)
  }
}
