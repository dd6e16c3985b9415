import RecoveryPlanning
import RunbookModel
import Testing

/// The rules by which a mode and the options choose among a host's addresses.
struct WhereTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var mode: RunMode
    var addresses: [String: String]
    var set: String?
    var host: String?
    var isInPlace = false
    var isProvided = false
    /// The address, or what is wrong.
    var expected: String
  }

  static let all = ["live": "live", "spare": "spare", "drill": "drill", "both": "both", "offsite": "offsite"]

  static func without(_ sets: String...) -> [String: String] { all.filter { !sets.contains($0.key) } }

  static let cases: [Case] = [
    Case(testDescription: "a drill uses drill", mode: .drill, addresses: all, expected: "drill"),
    Case(testDescription: "else both", mode: .drill, addresses: without("drill"), expected: "both"),
    Case(
      testDescription: "else nothing", mode: .drill, addresses: without("drill", "both"),
      expected: #"host "vm" has no address for a drill"#),
    Case(
      testDescription: "nor what a step provides", mode: .drill, addresses: without("drill", "both"), isProvided: true,
      expected: #"host "vm" has no address for a drill"#),
    Case(
      testDescription: "nor what --host gives", mode: .drill, addresses: without("drill", "both"), host: "given",
      expected: #"host "vm" has no address for a drill"#),
    Case(
      testDescription: "--host wins in a drill", mode: .drill, addresses: all, host: "given", expected: "given"),
    Case(
      testDescription: "but is never live", mode: .drill, addresses: all, host: "root@live",
      expected: #""root@live" is the live address of "vm", and a drill never touches what is live"#),
    Case(testDescription: "a drill may say --at drill", mode: .drill, addresses: all, set: "drill", expected: "drill"),
    Case(testDescription: "an incident uses spare", mode: .incident, addresses: all, expected: "spare"),
    Case(testDescription: "else both", mode: .incident, addresses: without("spare"), expected: "both"),
    Case(
      testDescription: "never live nor drill", mode: .incident, addresses: without("spare", "both"),
      expected: #"host "vm" has no `spare` address for an incident"#),
    Case(
      testDescription: "what a step provides", mode: .incident, addresses: without("spare", "both"), isProvided: true,
      expected: "‹make›"),
    Case(
      testDescription: "that rather than spare", mode: .incident, addresses: all, isProvided: true, expected: "‹make›"),
    Case(testDescription: "--at a set", mode: .incident, addresses: all, set: "offsite", expected: "offsite"),
    Case(
      testDescription: "--at rather than a step", mode: .incident, addresses: all, set: "offsite", isProvided: true,
      expected: "offsite"),
    Case(
      testDescription: "--at falls back on both", mode: .incident, addresses: without("offsite"), set: "offsite",
      expected: "both"),
    Case(
      testDescription: "not on spare", mode: .incident, addresses: without("offsite", "both"), set: "offsite",
      expected: #"host "vm" has no `offsite` address for an incident"#),
    Case(
      testDescription: "--at live is no way in", mode: .incident, addresses: all, set: "live",
      expected: #"data may have survived at the live address of "vm", so `--at live` doesn't reach it"#),
    Case(testDescription: "--host wins", mode: .incident, addresses: all, set: "offsite", host: "x", expected: "x"),
    Case(
      testDescription: "--host wins over a step", mode: .incident, addresses: all, host: "x", isProvided: true,
      expected: "x"),
    Case(
      testDescription: "--host needs no address", mode: .incident, addresses: ["live": "live"], host: "x",
      expected: "x"),
    Case(
      testDescription: "--in-place is live", mode: .incident, addresses: all, isInPlace: true, expected: "live"),
    Case(
      testDescription: "--in-place wins over a set", mode: .incident, addresses: all, set: "offsite", isInPlace: true,
      expected: "live"),
    Case(
      testDescription: "--in-place wins over a step", mode: .incident, addresses: all, isInPlace: true,
      isProvided: true, expected: "live"),
    Case(
      testDescription: "--in-place needs a live address", mode: .incident, addresses: without("live"), isInPlace: true,
      expected: #"host "vm" has no `live` address to work on in place"#),
    Case(
      testDescription: "--in-place and --host", mode: .incident, addresses: all, host: "x", isInPlace: true,
      expected: #"host "vm" is given an address by `--host`, too"#),
    Case(
      testDescription: "no option to ssh", mode: .incident, addresses: all, host: "-oProxyCommand=reboot",
      expected: #""-oProxyCommand=reboot" can't be the address of host "vm""#),
  ]

  @Test(arguments: cases) func `a host is where the rules say`(_ example: Case) throws {
    let provides = example.isProvided ? ProvidedHost(host: "vm", address: Sketch.text("made")) : nil
    var request = Sketch.request(
      [Sketch.runbook("shop", [Sketch.step("make", .provision, provides: provides), Sketch.step("a", on: "vm")])],
      site: Sketch.site(hosts: [Sketch.host("vm", example.addresses), Sketch.host("other", ["offsite": "far"])]),
      mode: example.mode)
    request.addressSet = example.set
    request.hostOverrides = example.host.map { ["vm": $0] } ?? [:]
    request.inPlace = example.isInPlace ? ["vm"] : []
    let (plan, diagnostics) = RecoveryPlanner.plan(request)
    guard let plan else {
      #expect(diagnostics.map(\.message) == [example.expected])
      return
    }
    #expect(diagnostics == [])
    let isMade = example.expected == "‹make›"
    #expect(plan.steps.last?.destination == (isMade ? nil : example.expected))
    #expect(plan.hosts.first?.providers == (isMade ? [StepID("shop", "make")] : []))
    #expect(plan.hosts.first?.inPlace == example.isInPlace)
    // An address that a person named is not replaced by a step's.
    #expect((plan.steps.first?.step.provides != nil) == isMade)
  }

  @Test func `checking a drill leaves what was said of an incident's hosts alone`() {
    var request = Sketch.request(
      [Sketch.runbook("shop", [Sketch.step("a", on: "vm")])],
      site: Sketch.site(hosts: [Sketch.host("vm", ["live": "live", "drill": "drill"])]))
    let lacks = [#"host "vm" has no `spare` address for an incident"#]
    #expect(RecoveryPlanner.check(request, in: RunMode.allCases).map(\.message) == lacks)
    request.inPlace = ["vm"]
    #expect(RecoveryPlanner.check(request, in: RunMode.allCases) == [])
    (request.inPlace, request.hostOverrides) = ([], ["vm": "live"])
    #expect(RecoveryPlanner.check(request, in: RunMode.allCases) == [])
  }
}
