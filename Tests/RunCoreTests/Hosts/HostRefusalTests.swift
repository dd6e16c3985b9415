import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

struct HostRefusalTests {
  private static let host = PlannedHost(name: "db", destination: "root@10.0.0.23")
  private static let session = RunEvent.sessionOpened(Tale.session)

  private static func answer(_ prompt: Int, _ choice: Choice) -> RunEvent {
    .answered(PromptAnswer(prompt: prompt, choice: choice, reason: "I looked", by: Tale.person))
  }

  @Test func `an unknown key is asked about, and who confirms it starts the step again`() {
    var run = Driven(
      Hosts.plan([Hosts.step("load") { $0.retry = Retry(attempts: 2, delay: .zero) }], hosts: [Self.host]))
    run.hear(Self.session, at: 0)
    #expect(run.hear(.attemptFinished(Hosts.attempt("load"), Hosts.refused()), at: 1).last == .awaitAnswers)
    let prompt = run.machine.state.openPrompts.first
    #expect(prompt?.subject == .hostKey && prompt?.refusal == Hosts.refused().refusal)
    #expect(prompt?.choices == [.confirm, .rerun, .skip, .stop])
    for words in ["SHA256:f (ssh-ed25519)", "ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub", "web.load"] {
      #expect(prompt?.question.contains(words) == true, "\(words)")
    }
    run.hear(Self.answer(1, .confirm), at: 60)
    #expect(run.started == ["web.load#2"])
    #expect(run.requests.first?.hosts["db"]?.keys == [AcceptedKey(Hosts.key, trust: .confirmed)])
    #expect(run.machine.state[Plans.id("load")]?.tries == 1)
    run.hear(.attemptFinished(Hosts.attempt("load", 2), AttemptReport(.failed, exit: 1)), at: 61)
    #expect(run.started == ["web.load#3"])
    run.hear(.attemptFinished(Hosts.attempt("load", 3), AttemptReport(.succeeded, exit: 0)), at: 62)
    let summary = RunSummary(of: run.machine.state)
    #expect(summary.deviations.map(\.kind) == [.keyConfirmed, .retried])
    #expect(summary.deviations.first?.by == Tale.person && summary.deviations.first?.reason == "I looked")
    #expect(summary.deviations.first?.detail == "db at root@10.0.0.23: SHA256:f")
    #expect(!summary.findings.contains { $0.contains("person") })
  }

  @Test func `a confirmed key holds for its host and destination alone`() {
    let steps = [
      Hosts.step("a"), Hosts.step("b", at: "root@10.0.0.24", needs: ["a"]), Hosts.step("c", on: "web", needs: ["b"]),
      Hosts.step("d", needs: ["c"]),
    ]
    var run = Driven(Hosts.plan(steps, hosts: [Self.host, PlannedHost(name: "web", destination: "root@10.0.0.23")]))
    run.hear(Self.session, at: 0)
    run.hear(.attemptFinished(Hosts.attempt("a"), Hosts.refused()), at: 1)
    run.hear(Self.answer(1, .confirm), at: 2)
    run.hear(.attemptFinished(Hosts.attempt("a", 2), AttemptReport(.succeeded, exit: 0)), at: 3)
    #expect(run.requests.first?.hosts["db"]?.keys == [])
    run.hear(.attemptFinished(Hosts.attempt("b"), AttemptReport(.succeeded, exit: 0)), at: 4)
    #expect(run.requests.first?.hosts["web"]?.keys == [])
    run.hear(.attemptFinished(Hosts.attempt("c"), AttemptReport(.succeeded, exit: 0)), at: 5)
    #expect(run.requests.first?.hosts["db"]?.keys.count == 1)
  }

  @Test func `one confirmation answers every step that met the same key, and none that met another`() {
    let steps = ["a", "b", "c"].map { Hosts.step($0) }
    var run = Driven(Hosts.plan(steps, hosts: [Self.host]))
    run.hear(Self.session, at: 0)
    run.hear(.attemptFinished(Hosts.attempt("a"), Hosts.refused()), at: 1)
    run.hear(.attemptFinished(Hosts.attempt("b"), Hosts.refused()), at: 1)
    run.hear(.attemptFinished(Hosts.attempt("c"), Hosts.refused(detail: "ssh-rsa AAAAother")), at: 1)
    run.hear(Self.answer(2, .confirm), at: 9)
    #expect(run.started == ["web.a#2", "web.b#2"])
    #expect(run.machine.state.openPrompts.map(\.number) == [3])
    #expect(run.machine.state.prompts[0].answer?.prompt == 1)
    #expect(RunSummary(of: run.machine.state).deviations.map(\.kind) == [.keyConfirmed])
  }

  @Test func `an attempt that began before the confirmation is started again without a question, a few times`() {
    let steps = ["a", "b"].map { Hosts.step($0) }
    var run = Driven(Hosts.plan(steps, hosts: [Self.host]))
    run.hear(Self.session, at: 0)
    run.hear(.attemptFinished(Hosts.attempt("a"), Hosts.refused()), at: 1)
    run.hear(Self.answer(1, .confirm), at: 2)
    for number in 1...5 {
      run.hear(.attemptFinished(Hosts.attempt("b", number), Hosts.refused()), at: 3)
      #expect(run.started == ["web.b#\(number + 1)"])
    }
    run.hear(.attemptFinished(Hosts.attempt("b", 6), Hosts.refused()), at: 4)
    #expect(run.machine.state.openPrompts.map(\.subject) == [.failure])
  }

  @Test(arguments: [(Choice.skip, Optional<Outcome>.some(.skipped)), (.stop, .failed), (.rerun, nil), (.done, nil)])
  func `a person may look again, go on without the step, or stop`(choice: Choice, outcome: Outcome?) {
    var run = Driven(Hosts.plan([Hosts.step("load") { $0.skipIf = Hosts.text("true") }], hosts: [Self.host]))
    run.hear(Self.session, at: 0)
    run.hear(.attemptFinished(Hosts.attempt("load", 1, .skipIf), Hosts.refused()), at: 1)
    run.hear(Self.answer(1, choice), at: 2)
    #expect(run.machine.state[Plans.id("load")]?.outcome == outcome)
    #expect(run.started == (choice == .rerun ? ["web.load#2 (skip-if)"] : []))
    #expect(run.requests.first?.hosts["db"]?.keys.isEmpty ?? true)
    #expect(run.machine.state.openPrompts.isEmpty == (choice != .done))
  }

  @Test func `who looks again has nothing cleaned, as nothing was done`() {
    let step = Hosts.step("load") { $0.retry = Retry(attempts: 1, reset: Hosts.text("dropdb shop")) }
    var run = Driven(Hosts.plan([step], hosts: [Self.host]))
    run.hear(Self.session, at: 0)
    run.hear(.attemptFinished(Hosts.attempt("load"), Hosts.refused()), at: 1)
    run.hear(Self.answer(1, .rerun), at: 2)
    #expect(run.started == ["web.load#2"])
    run.hear(.attemptFinished(Hosts.attempt("load", 2), AttemptReport(.succeeded, exit: 0)), at: 3)
    #expect(!RunSummary(of: run.machine.state).findings.contains { $0.contains("person's word") })
  }

  @Test func `a key that changed during the run is said to have changed`() {
    var run = Driven(Hosts.plan([Hosts.step("load")], hosts: [Self.host]))
    run.hear(Self.session, at: 0)
    run.hear(.hostContacted(Hosts.contact(key: "ssh-ed25519 AAAAbefore")), at: 1)
    run.hear(.attemptFinished(Hosts.attempt("load"), Hosts.refused()), at: 2)
    #expect(run.machine.state.openPrompts.first?.question.contains("CHANGED") == true)
  }

  @Test func `a host with another recovery's marker is taken over on a person's word, which is a condition`() {
    var run = Driven(Hosts.plan([Hosts.step("load")], hosts: [Self.host]))
    run.hear(Self.session, at: 0)
    let marker = "run 20260921-2, ruth on desk, since 03:00"
    run.hear(.attemptFinished(Hosts.attempt("load"), Hosts.refused(.foreignMarker, detail: marker)), at: 1)
    #expect(run.machine.state.openPrompts.first?.subject == .hostMarker)
    #expect(run.machine.state.openPrompts.first?.question.contains(marker) == true)
    run.hear(Self.answer(1, .confirm), at: 2)
    #expect(run.requests.first?.hosts["db"]?.takenOver == marker)
    #expect(run.requests.first?.hosts["db"]?.keys == [])
    run.hear(.attemptFinished(Hosts.attempt("load", 2), AttemptReport(.succeeded, exit: 0)), at: 3)
    let summary = RunSummary(of: run.machine.state)
    #expect(summary.deviations.map(\.kind) == [.takenOver])
    #expect(summary.findings.contains("db was taken over from another recovery"))
  }

  @Test(arguments: [Step.OnFailure.continue, .ask, .stop])
  func `a live host stops a drill whatever the step says`(onFailure: Step.OnFailure) {
    let steps = [Hosts.step("load") { $0.onFailure = onFailure }, Hosts.step("next", needs: ["load"])]
    var run = Driven(Hosts.plan(steps, hosts: [Self.host], mode: .drill))
    run.hear(Self.session, at: 0)
    run.hear(.attemptFinished(Hosts.attempt("load"), Hosts.refused(.liveKey, detail: "database")), at: 1)
    #expect(run.started.isEmpty && run.machine.state.openPrompts.isEmpty)
    #expect(run.machine.state[Plans.id("load")]?.outcome == .failed)
    #expect(run.machine.state.stops.map(\.request.cause) == [.failure(Plans.id("load"))])
    #expect(run.machine.state.stop?.reason?.contains("met a live host") == true)
    #expect(run.machine.state.ending?.verdict == .failed)
    #expect(run.machine.state.ending?.findings.first?.contains("met a live host") == true)
  }

  @Test func `a live host that only cleanup meets fails the drill as well`() {
    var destroy = Hosts.step("destroy")
    destroy.step.phase = .cleanup
    var run = Driven(Hosts.plan([destroy], hosts: [Self.host], mode: .drill))
    run.hear(Self.session, at: 0)
    run.hear(.attemptFinished(Hosts.attempt("destroy"), Hosts.refused(.liveKey, detail: "database")), at: 1)
    #expect(run.machine.state.ending?.verdict == .failed)
  }

  @Test func `an incident never stops for a live key`() {
    var run = Driven(Hosts.plan([Hosts.step("load")], hosts: [Self.host]))
    run.hear(Self.session, at: 0)
    run.hear(.attemptFinished(Hosts.attempt("load"), Hosts.refused(.liveKey, detail: "database")), at: 1)
    #expect(run.started == ["web.load#2"] && run.machine.state.stop == nil)
  }

  @Test func `a question that was not asked before the end of a session is asked by the next`() throws {
    var tale = Tale(Hosts.plan([Hosts.step("load")], hosts: [Self.host]))
    try tale.open()
    try tale.start("load", at: 1)
    try tale.say(
      .stepFinished(AttemptEnd(attempt: Hosts.attempt("load"), report: Hosts.refused(), disposition: .ask)), at: 2)
    var run = Driven(tale.state.plan, state: tale.state)
    run.hear(Self.session, at: 9)
    #expect(run.machine.state.openPrompts.map(\.subject) == [.hostKey])
  }

  @Test func `polling begins when the key is confirmed`() {
    let check = Hosts.step("load") { $0.polling = Polling(within: .seconds(10), every: .seconds(2)) }
    var run = Driven(Hosts.plan([check], hosts: [Self.host]))
    run.hear(Self.session, at: 0)
    run.hear(.attemptFinished(Hosts.attempt("load"), Hosts.refused()), at: 1)
    run.hear(Self.answer(1, .confirm), at: 600)
    run.hear(.attemptFinished(Hosts.attempt("load", 2), AttemptReport(.failed, exit: 1)), at: 601)
    #expect(run.machine.state.openPrompts.isEmpty)
  }
}
