import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

struct HostAccessTests {
  private static let planned = PlannedHost(name: "db", destination: "root@10.0.0.23", keys: ["ssh-ed25519 AAAAsite"])
  private static let given = PlannedHost(name: "db", destination: nil, keys: ["ssh-ed25519 AAAAsite"])
  private static let session = RunEvent.sessionOpened(Tale.session)

  private static func made(_ address: String = "10.0.0.99", key: String = "ssh-rsa AAAAgiven root@db") -> RunEvent {
    .attemptFinished(
      Hosts.attempt("make"), AttemptReport(.succeeded, exit: 0, outputs: ["address": address, "key": key]))
  }

  @Test func `a step gets the plan's address and keys, and the start says where`() {
    var run = Driven(Hosts.plan([Hosts.step("load")], hosts: [Self.planned]))
    run.hear(Self.session, at: 0)
    #expect(
      run.requests.first?.hosts == [
        "db": HostAccess(
          name: "db", destination: "root@10.0.0.23", keys: [AcceptedKey("ssh-ed25519 AAAAsite", trust: .site)])
      ])
    #expect(run.machine.state[Plans.id("load")]?.attempts.first?.destination == "root@10.0.0.23")
  }

  @Test func `a copy gets both its ends`() {
    let copy = Plans.step("fetch", .restore) {
      $0.kind = .copy(Copy(from: Hosts.text("backup:/srv/{{ run.mode }}"), to: Hosts.text("db:/var/tmp/dump")))
    }
    let backup = PlannedHost(name: "backup", destination: "reader@10.0.0.20", isShared: true)
    var run = Driven(Hosts.plan([copy], hosts: [Self.planned, backup]))
    run.hear(Self.session, at: 0)
    let hosts = run.requests.first?.hosts
    #expect(hosts?.mapValues(\.destination) == ["backup": "reader@10.0.0.20", "db": "root@10.0.0.23"])
    #expect(hosts?["backup"]?.isShared == true && hosts?["db"]?.isShared == false)
  }

  @Test func `a step of the run gives a host its address and its key`() {
    let load = Hosts.step("load", at: nil, needs: ["make"]) {
      $0.with = [WithValue(name: "host", value: Hosts.text("{{ hosts.db.address }}"))]
    }
    var run = Driven(Hosts.plan([Hosts.provider(), load], hosts: [Self.given]))
    run.hear(Self.session, at: 0)
    run.hear(Self.made(), at: 1)
    let request = run.requests.first
    #expect(request?.hosts["db"]?.destination == "root@10.0.0.99")
    #expect(
      request?.hosts["db"]?.keys == [
        AcceptedKey("ssh-ed25519 AAAAsite", trust: .site), AcceptedKey("ssh-rsa AAAAgiven", trust: .provided),
      ])
    #expect(request?.values.values.contains("10.0.0.99") == true)
    #expect(run.machine.state[Plans.id("load")]?.attempts.first?.destination == "root@10.0.0.99")
  }

  @Test(arguments: [
    ("", "gives the host db \"root@\", which is no address"), ("a b", "which is no address: a destination is one word"),
    ("-oProxyCommand=x", "which is no address"), ("$(reboot)", "which is no address"),
    ("10.0.0.13", "gives the host db the live address"),
  ])
  func `an address that can't be used fails the step that gives it`(address: String, words: String) {
    var run = Driven(
      Hosts.plan(
        [Hosts.provider(), Hosts.step("load", at: nil, needs: ["make"])], hosts: [Self.given], mode: .drill,
        live: ["root@10.0.0.13"]))
    run.hear(Self.session, at: 0)
    run.hear(Self.made(address), at: 1)
    let make = run.machine.state[Plans.id("make")]
    #expect(make?.outcome == .failed && make?.attempts.last?.report?.result == .failed)
    #expect(make?.lastMessage?.contains(words) == true, "\(make?.lastMessage ?? "")")
    #expect(run.started.isEmpty)
  }

  @Test
  func `an address alone with a dash or a key that is none is refused as well, and in an incident a live one is not`() {
    let dash = Hosts.provider { $0.provides?.address = Hosts.text("{{ steps.make.address }}") }
    var run = Driven(Hosts.plan([dash], hosts: [Self.given], mode: .drill))
    run.hear(Self.session, at: 0)
    run.hear(Self.made("-oProxyCommand=x"), at: 1)
    #expect(run.machine.state[Plans.id("make")]?.lastMessage?.contains("no address") == true)
    run = Driven(Hosts.plan([dash], hosts: [Self.given], mode: .drill))
    run.hear(Self.session, at: 0)
    run.hear(Self.made(key: "nonsense"), at: 1)
    #expect(run.machine.state[Plans.id("make")]?.lastMessage?.contains("`host_key` that is none") == true)
    run = Driven(Hosts.plan([dash], hosts: [Self.given], live: ["root@10.0.0.13"]))
    run.hear(Self.session, at: 0)
    run.hear(Self.made("10.0.0.13"), at: 1)
    #expect(run.machine.state[Plans.id("make")]?.outcome == .passed)
  }

  @Test(arguments: [Optional<String>.none, "root@10.0.0.23"])
  func `what is already done gives no address, which harms only where the plan knows none`(planned: String?) {
    let make = Hosts.provider { $0.skipIf = Hosts.text("test -e made") }
    var run = Driven(Hosts.plan([make], hosts: [PlannedHost(name: "db", destination: planned)], mode: .drill))
    run.hear(Self.session, at: 0)
    run.hear(.attemptFinished(Hosts.attempt("make", 1, .skipIf), AttemptReport(.succeeded, exit: 0)), at: 1)
    let record = run.machine.state[Plans.id("make")]
    #expect(record?.outcome == (planned == nil ? .failed : .alreadyDone))
    #expect(
      record?.lastMessage
        == (planned == nil ? "`skip_if` says that it is done, but so it gives the host db an empty address" : nil))
  }

  @Test func `a step whose host got no address fails and never runs here`() {
    let steps = [Hosts.provider { $0.onFailure = .continue }, Hosts.step("load", at: nil, needs: ["make"])]
    var run = Driven(Hosts.plan(steps, hosts: [Self.given]))
    run.hear(Self.session, at: 0)
    run.hear(.attemptFinished(Hosts.attempt("make"), AttemptReport(.failed, exit: 1)), at: 1)
    #expect(run.started.isEmpty)
    #expect(
      run.machine.state[Plans.id("load")]?.lastMessage
        == "needs the host db, which has no address: web.make, which gives it, is failed")
  }

  @Test func `the limit of a host counts those whose address came with the run`() {
    let loads = ["a", "b", "c"].map { Hosts.step($0, at: nil, needs: ["make"]) }
    let plan = Hosts.plan([Hosts.provider()] + loads, hosts: [Self.given], limits: Limits(total: 9, perHost: 2))
    var run = Driven(plan)
    run.hear(Self.session, at: 0)
    run.hear(Self.made(), at: 1)
    #expect(run.started == ["web.a#1", "web.b#1"])
    run.hear(.attemptFinished(Hosts.attempt("a"), AttemptReport(.succeeded, exit: 0)), at: 2)
    #expect(run.started == ["web.c#1"])
  }

  @Test func `a contact is recorded when it tells something new`() {
    var run = Driven(Hosts.plan([Hosts.step("load")], hosts: [Self.planned]))
    run.hear(Self.session, at: 0)
    func hear(_ contact: HostContact) -> Bool {
      run.hear(.hostContacted(contact), at: 1)
      return run.entries == [.hostContacted(contact)]
    }
    #expect(hear(Hosts.contact(offset: .milliseconds(-50))))
    #expect(!hear(Hosts.contact(offset: .milliseconds(-50))))
    #expect(!hear(Hosts.contact(offset: .milliseconds(49))))
    #expect(hear(Hosts.contact(offset: .milliseconds(50))))
    #expect(hear(Hosts.contact(boot: "h2", offset: .milliseconds(50))))
    #expect(hear(Hosts.contact("other", boot: "h2", offset: .milliseconds(50))))
    #expect(run.machine.state.hosts["db"]?.contact?.boot == "h2")
  }

  @Test func `a job is looked for with what was seen of its host when it started`() {
    let steps = [Hosts.step("a") { $0.idempotent = true }, Hosts.step("b", needs: ["a"])]
    var run = Driven(Hosts.plan(steps, hosts: [Self.planned]))
    run.hear(Self.session, at: 0)
    #expect(run.requests.first?.hosts["db"]?.lastContact == nil)
    run.hear(.hostContacted(Hosts.contact(boot: "h1")), at: 1)
    run.hear(.attemptFinished(Hosts.attempt("a"), AttemptReport(.unknown)), at: 2)
    #expect(run.requests.first?.hosts["db"]?.lastContact?.boot == "h1")
    run.hear(.hostContacted(Hosts.contact(boot: "h2")), at: 3)
    var later = run.resumed()
    later.hear(Self.session, at: 9)
    let recovered = later.effects.compactMap { if case .recoverAttempt(let request, _) = $0 { request } else { nil } }
    #expect(recovered.map(\.attempt) == [Hosts.attempt("a", 2)])
    #expect(recovered.first?.hosts["db"]?.lastContact?.boot == "h1")
    #expect(recovered.first?.hosts["db"]?.destination == "root@10.0.0.23")
  }

  @Test func `a job that reached its host first after its start is looked for with that contact`() {
    var run = Driven(Hosts.plan([Hosts.step("a")], hosts: [Self.planned]))
    run.hear(Self.session, at: 0)
    run.hear(.hostContacted(Hosts.contact(boot: "h1")), at: 1)
    run.hear(.hostContacted(Hosts.contact(boot: "h2")), at: 2)
    var later = run.resumed()
    later.hear(Self.session, at: 9)
    guard case .recoverAttempt(let request, _) = later.effects.last else { return #expect(Bool(false)) }
    #expect(request.hosts["db"]?.lastContact?.boot == "h1")
  }
}
