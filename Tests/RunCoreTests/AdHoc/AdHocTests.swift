import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

struct AdHocTests {
  private static let session = RunEvent.sessionOpened(Tale.session)
  private static let attempt = AttemptID(adHoc: 1, root: "web")

  private static func request(_ id: Int = 1, on host: HostName? = nil, at seconds: Double = 1) -> AdHocRequest {
    AdHocRequest(
      id: id, host: host, command: .arguments(["df", "-h"]), by: Tale.person, reason: "is it full?",
      requested: Tale.stamp(seconds).wall)
  }

  private static func ended(_ result: AttemptResult = .succeeded, _ id: Int = 1) -> RunEvent {
    .adHocFinished(AttemptID(adHoc: id, root: "web"), AttemptReport(result, exit: result == .succeeded ? 0 : nil))
  }

  private func asking(mode: RunMode = .incident) -> Driven {
    var run = Driven(
      Hosts.plan(
        [Plans.step("load", .restore)], hosts: [PlannedHost(name: "db", destination: "root@10.0.0.23")],
        mode: mode))
    run.hear(Self.session, at: 0)
    return run
  }

  @Test func `a command starts once its intent is durable, with what is known of its host`() {
    var run = asking()
    run.hear(.hostContacted(Hosts.contact()), at: 1)
    #expect(run.hear(.adHocRequested(Self.request(on: "db")), at: 1, isDurable: false).isEmpty)
    let effects = run.hear(.journalSynced(through: run.machine.state.lastSequence), at: 1, isDurable: false)
    guard case .startAdHoc(let start) = effects.first else { return #expect(Bool(false), "\(effects)") }
    #expect(start.attempt == Self.attempt && start.command == .arguments(["df", "-h"]))
    #expect(start.host?.destination == "root@10.0.0.23" && start.host?.lastContact == Hosts.contact())
    #expect(start.attempt.logName == "web.ad-hoc.1.ad-hoc.log")
  }

  @Test func `a request that is told again is not done again`() {
    var run = asking()
    #expect(run.hear(.adHocRequested(Self.request()), at: 1).count == 1)
    #expect(run.hear(.adHocRequested(Self.request()), at: 1).isEmpty)
    run.hear(Self.ended(), at: 2)
    run.hear(.adHocRequested(Self.request()), at: 2)
    run.hear(Self.ended(.failed), at: 2)
    #expect(run.machine.state.adHoc.map(\.report?.result) == [.succeeded])
  }

  @Test func `a command takes no place of the limits, and a stopped run takes none`() {
    var plan = Hosts.plan([Plans.step("a", .restore), Plans.step("b", .restore)], hosts: [])
    plan.limits = Limits(total: 1)
    var run = Driven(plan)
    run.hear(Self.session, at: 0)
    #expect(run.hear(.adHocRequested(Self.request()), at: 1).count == 1)
    run.hear(.attemptFinished(Hosts.attempt("a"), AttemptReport(.succeeded)), at: 2)
    #expect(run.started == ["web.b#1"])
    run.hear(.stopRequested(StopRequest(cause: .operator(Tale.person), cancelsRunning: true)), at: 3)
    run.hear(.adHocRequested(Self.request(2, at: 3)), at: 3)
    #expect(run.machine.state.adHoc.map(\.refusal) == [nil, "the run is being stopped"])
  }

  @Test func `a run that waits for people waits for the command first`() {
    var run = asking()
    #expect(run.hear(.attemptFinished(Hosts.attempt("load"), AttemptReport(.failed)), at: 1).last == .awaitAnswers)
    run.hear(.adHocRequested(Self.request()), at: 1)
    #expect(!run.machine.awaitsAnswers)
    #expect(run.hear(Self.ended(), at: 2) == [.awaitAnswers])
  }

  @Test func `a run ends when its last command has ended`() {
    var run = asking()
    run.hear(.adHocRequested(Self.request()), at: 1)
    run.hear(.attemptFinished(Hosts.attempt("load"), AttemptReport(.succeeded)), at: 2)
    #expect(run.machine.state.ending == nil)
    run.hear(Self.ended(), at: 3)
    #expect(run.machine.state.ending != nil)
    run.hear(.adHocRequested(Self.request(2, at: 4)), at: 4)
    #expect(run.machine.state.adHoc.count == 1)
  }

  @Test(arguments: [(61.5, true), (59.5, false), (-61.0, true)])
  func `a request that waited for longer than a minute is refused`(age: Double, isRefused: Bool) {
    var run = asking()
    run.hear(.adHocRequested(Self.request(at: 100 - age)), at: 100)
    #expect((run.machine.state.adHoc.first?.refusal != nil) == isRefused)
    #expect(run.machine.state.runningAdHoc.isEmpty == isRefused)
  }

  @Test func `a host without an address is refused by name`() {
    var run = asking()
    run.hear(.adHocRequested(Self.request(on: "nowhere")), at: 1)
    #expect(run.machine.state.adHoc.first?.refusal == "the run knows no address of a host nowhere")
  }

  @Test func `a later session looks for a command and records what nobody knows, without starting it again`() {
    var run = asking()
    run.hear(.adHocRequested(Self.request(on: "db")), at: 1)
    run.hear(.hostContacted(Hosts.contact()), at: 1)
    var later = run.resumed()
    let effects = later.hear(Self.session, at: 9)
    guard case .recoverAdHoc(let start, "b1")? = effects.first(where: \.isRecoveryOfCommand) else {
      return #expect(Bool(false), "\(effects)")
    }
    #expect(start.attempt == Self.attempt && start.host?.lastContact == Hosts.contact())
    later.hear(.adHocRequested(Self.request(on: "db")), at: 9)
    later.hear(Self.ended(.unknown), at: 9)
    #expect(!later.effects.contains { if case .startAdHoc = $0 { true } else { false } })
    #expect(later.machine.state.adHoc.first?.observedLate == true)
    #expect(RunSummary(of: later.machine.state).adHoc.first?.outcome == "nobody knows how it ended")
  }

  @Test func `a stop that ends jobs ends commands, also those of an earlier session`() {
    let stop = RunEvent.stopRequested(StopRequest(cause: .operator(Tale.person), cancelsRunning: true))
    var run = asking()
    run.hear(.adHocRequested(Self.request()), at: 1)
    #expect(run.hear(stop, at: 2).contains(.cancelAttempt(Self.attempt)))
    var later = run.resumed()
    #expect(later.hear(Self.session, at: 9).contains(.cancelAttempt(Self.attempt)))
    run = asking()
    run.hear(.adHocRequested(Self.request()), at: 1, isDurable: false)
    run.hear(stop, at: 1, isDurable: false)
    #expect(run.machine.state.adHoc.first?.report?.result == .neverStarted)
    run = asking()
    run.hear(.adHocRequested(Self.request()), at: 1)
    let gentle = StopRequest(cause: .operator(Tale.person), cancelsRunning: false)
    #expect(!run.hear(.stopRequested(gentle), at: 2).contains(.cancelAttempt(Self.attempt)))
  }

  @Test func `a command is a deviation and a condition, one that never started is none`() {
    var run = asking()
    run.hear(.adHocRequested(Self.request(on: "db")), at: 1)
    run.hear(.adHocRequested(Self.request(2)), at: 1)
    run.hear(Self.ended(.succeeded), at: 3)
    run.hear(Self.ended(.neverStarted, 2), at: 3)
    run.hear(.attemptFinished(Hosts.attempt("load"), AttemptReport(.succeeded)), at: 4)
    let summary = RunSummary(of: run.machine.state)
    #expect(summary.deviations.map(\.kind) == [.adHoc])
    #expect(summary.deviations.first?.by == Tale.person && summary.deviations.first?.reason == "is it full?")
    #expect(summary.deviations.first?.detail == "db: df -h")
    #expect(summary.findings.contains("1 ad-hoc command was run that no runbook holds"))
    #expect(summary.adHoc.map(\.outcome) == ["exit status 0", "never started"])
    #expect(summary.adHoc.first?.duration == .seconds(2))
  }

  @Test func `what can't follow is refused`() throws {
    var tale = Tale(Plans.plan([Plans.step("load", .restore)]))
    try tale.open()
    let end = Entry.adHocFinished(AdHocEnd(attempt: Self.attempt, report: AttemptReport(.succeeded)))
    let start = Entry.adHocStarted(AdHocIntent(attempt: Self.attempt, request: Self.request()))
    #expect(throws: JournalContradiction.self) { try tale.say(end, at: 1) }
    try tale.say(start, at: 1)
    #expect(throws: JournalContradiction.self) { try tale.say(start, at: 1) }
    let refusal = Entry.adHocRefused(AdHocRefusal(request: Self.request(), reason: "no"))
    #expect(throws: JournalContradiction.self) { try tale.say(refusal, at: 1) }
    let ending = Entry.runFinished(RunEnding(verdict: .passed, findings: []))
    #expect(throws: JournalContradiction.self) { try tale.say(ending, at: 2) }
    try tale.say(end, at: 3)
  }
}

extension RunEffect {
  fileprivate var isRecoveryOfCommand: Bool { if case .recoverAdHoc = self { true } else { false } }
}
