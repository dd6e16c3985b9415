import RunCore
import RunbookModel
import StepExecutors
import Testing

@testable import HalfhourCommands

struct JudgedHostTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var change: @Sendable (inout HostFacts) -> Void
    var stops: Bool
    var says: String
    var testDescription: String { says }
  }

  static let sudo = Become(user: "root", with: .sudo)

  static let cases: [Case] = [
    Case(
      change: { $0.elevations = [Elevation(become: sudo, problem: "sudo: a password is required")] }, stops: true,
      says: "can't become root by sudo without a password (sudo: a password is required)"),
    Case(
      change: { $0.elevations = [Elevation(become: Become(user: "web", with: .doas), problem: "doas: no")] },
      stops: true, says: "`permit nopass root as web` in doas.conf"),
    Case(
      change: { $0.recovery = "run x, a drill started by ann on desk" }, stops: true,
      says: "another recovery works there (run x, a drill started by ann on desk)"),
    Case(change: { $0.leader = "none" }, stops: true, says: "install setsid (util-linux) or perl"),
    Case(change: { $0.places = [] }, stops: true, says: "there is no place for jobs"),
    Case(
      change: { facts in for disk in facts.disks.indices { facts.disks[disk].free = 4_000 } }, stops: true,
      says: "there is no place for jobs"),
    Case(change: { $0.disks[0].percentUsed = 95 }, stops: false, says: "/ has 41.0 GB left (95 % in use)"),
    Case(change: { $0.disks[4].free = 5_000_000 }, stops: false, says: "/var/tmp has 5.0 MB left"),
    Case(change: { $0.clockOffset = .seconds(84) }, stops: false, says: "1m 24s ahead of this machine's"),
    Case(change: { $0.clockOffset = .seconds(-2) }, stops: false, says: "behind this machine's"),
    Case(change: { $0.tools = ["tar"] }, stops: false, says: "lacks tar or a checksum program"),
    Case(change: { $0.tools = ["cksum"] }, stops: false, says: "lacks tar or a checksum program"),
  ]

  @Test(arguments: cases) func `what stands in the way is one sentence with what to do`(trouble: Case) {
    let host = JudgedHost(Found.met("database", trouble.change))
    #expect(host.isReady == !trouble.stops)
    let found = host.problems.first { $0.stops == trouble.stops && $0.words.contains(trouble.says) }
    #expect(found != nil, "\(host.problems)")
    #expect(host.word == (trouble.stops ? "NO" : "yes, but"))
  }

  @Test(
    arguments: [
      { _ in }, { $0.clockOffset = .seconds(1) }, { $0.clockOffset = .seconds(-1) }, { $0.disks[0].percentUsed = 94 },
      { $0.places = ["/var/tmp"] }, { $0.leader = "monitor" }, { $0.tools = ["tar", "cksum"] },
      { $0.elevations = [Elevation(become: JudgedHostTests.sudo, problem: nil)] }, { $0.disks = [] },
    ] as [@Sendable (inout HostFacts) -> Void])
  func `what is well enough is nobody's trouble`(change: @Sendable (inout HostFacts) -> Void) {
    let host = JudgedHost(Found.met("database", change))
    #expect(host.isReady && host.problems.isEmpty && host.word == "yes", "\(host.problems)")
  }

  @Test(arguments: [
    (Found.without(.unreachable("no route", forGood: false)), "no route — is it switched on", "NO"),
    (Found.without(.unreachable("it does not let us in", forGood: true)), "it does not let us in", "NO"),
    (Found.without(.unconfirmed(isOther: false)), "nobody vouches for its key, SHA256:", "NO"),
    (Found.without(.unconfirmed(isOther: true)), "ANOTHER KEY", "NO"),
    (Found.without(.live("the live host root@10.0.0.13")), "IT IS A LIVE HOST", "STOP"),
  ])
  func `a host that is not met is not ready`(findings: HostFindings, says: String, word: String) {
    let host = JudgedHost(findings)
    #expect(!host.isReady && host.word == word)
    #expect(host.problems.count == 1 && host.problems.first?.words.contains(says) == true, "\(host.problems)")
  }

  @Test func `a host whose address comes in the run stands in nobody's way`() {
    let host = JudgedHost(HostFindings(host: Found.host("new", at: nil), meeting: .comesLater))
    #expect(host.isReady && host.problems.isEmpty && host.word == "later")
  }
}
