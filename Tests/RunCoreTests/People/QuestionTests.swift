import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

/// Steps that are there to ask people.
struct QuestionTests {
  static let ruth = Asking.person("ruth")
  static let ann = Asking.person("ann")

  @Test func `a manual step asks once it has begun, and its fields are its outputs`() throws {
    let uses = Plans.step("label", .restore, needs: ["plug"]) {
      $0.with = [WithValue(name: "asset", value: Asking.text("{{ steps.plug.asset }}"))]
    }
    var run = Asking.run([Asking.manual("plug", fields: [.init(name: "asset", type: .text)]), uses])
    let effects = run.hear(Asking.session, at: 0)
    #expect(run.started.isEmpty)
    guard case .ask(let prompt)? = effects.first else { return #expect(Bool(false), "\(effects)") }
    #expect(prompt.subject == .manual && prompt.question == "Plug it in on monday")
    #expect(effects.last == .awaitAnswers)
    let answer = PromptAnswer(
      prompt: 1, choice: .done, by: Self.ruth, fields: [FieldValue(name: "asset", value: "A-17")])
    run.hear(.answered(answer), at: 65)
    #expect(run.requests.first?.values.values.contains("A-17") == true)
    let plug = try #require(run.machine.state[Plans.id("plug")])
    #expect(plug.outcome == .passed && plug.attempts.last?.report?.result == .succeeded)
    #expect(plug.attempts.last?.duration == .seconds(65))
    run.hear(.attemptFinished(Asking.attempt("label"), AttemptReport(.succeeded)), at: 70)
    let summary = RunSummary(of: run.machine.state)
    #expect(summary.deviations.isEmpty)
    #expect(!summary.findings.contains { $0.contains("plug") })
    #expect(summary.waits.first?.waited == .seconds(65))
  }

  @Test func `an approval counts different people who have the role, whoever started the run not among them`() {
    var run = Asking.run([Asking.approve("owner", count: 2, excludesStarter: true)])
    run.hear(Asking.session, at: 0)
    let terms = run.machine.state.openPrompts.first?.terms
    #expect(terms?.contact == "ruth, ext. 204; ann" && terms?.remind == .seconds(300))
    let refused: [(Operator, String)] = [
      (Asking.person("joe"), "joe does not have the role sales; that is matthew (ext. 101), ruth (ext. 204), ann"),
      (
        Operator(user: "root"),
        "this is for somebody with the role sales: that is matthew (ext. 101), ruth (ext. 204), ann. Say who you are"
      ),
      (Tale.person, "matthew (root) started the run, and somebody else must answer this"),
    ]
    run.hear(.answered(PromptAnswer(prompt: 1, choice: .approve, by: Self.ruth)), at: 1)
    for (person, objection) in refused + [(Self.ruth, "ruth (desk) has approved already, and 2 different people must")]
    {
      let answer = PromptAnswer(prompt: 1, choice: .approve, by: person)
      #expect(run.machine.state.objection(to: answer) == objection)
      run.hear(.answered(answer), at: 2)
      #expect(run.machine.state[Plans.id("owner")]?.state == .asking)
    }
    run.hear(.answered(PromptAnswer(prompt: 1, choice: .approve, by: Self.ann)), at: 9)
    let owner = run.machine.state[Plans.id("owner")]
    #expect(owner?.outcome == .passed)
    #expect(owner?.lastMessage == "approved by ruth (desk) and ann (desk)")
    #expect(RunSummary(of: run.machine.state).waits.first?.approvals.map(\.by) == [Self.ruth, Self.ann])
  }

  @Test(arguments: [(Step.OnFailure.stop, Outcome?.some(.failed)), (.continue, .failed), (.ask, nil)])
  func `a no is a failure like any other`(policy: Step.OnFailure, outcome: Outcome?) {
    var run = Asking.run([
      Asking.approve("owner") { $0.onFailure = policy }, Plans.step("after", .accept, needs: ["owner"]),
    ])
    run.hear(Asking.session, at: 0)
    run.hear(.answered(PromptAnswer(prompt: 1, choice: .reject, by: Self.ruth)), at: 1)
    #expect(run.machine.state.openPrompts.count == 1, "a no needs a reason")
    run.hear(.answered(PromptAnswer(prompt: 1, choice: .reject, reason: "empty", by: Self.ruth)), at: 1)
    #expect(run.machine.state[Plans.id("owner")]?.outcome == outcome)
    #expect(run.machine.state.openPrompts.map(\.subject) == (policy == .ask ? [.failure] : []))
    #expect(run.machine.state.stop?.cause == (policy == .stop ? .failure(Plans.id("owner")) : nil))
    #expect(run.started == (policy == .continue ? ["web.after#1"] : []))
    guard policy == .ask else { return }
    #expect(run.machine.state.openPrompts.first?.question == "web.owner failed: ruth (desk) said no: empty")
    #expect(run.machine.state.openPrompts.first?.choices.contains(.done) == false, "nobody approves by hand")
    #expect(RunSummary(of: run.machine.state).findings.contains("web.owner was refused by ruth (desk): empty"))
    run.hear(.answered(PromptAnswer(prompt: 2, choice: .rerun, by: Self.ruth)), at: 2)
    #expect(run.machine.state.openPrompts.map(\.number) == [3])
    #expect(run.machine.state.openPrompts.map(\.subject) == [.approval])
  }

  @Test func `a decision is read by the conditions below, with the facts that are known`() {
    let left = Plans.step("rebuild", .restore, needs: ["way"]) {
      $0.condition = Asking.text("decisions.way == \"rebuild\"")
    }
    let right = Plans.step("switch", .restore, needs: ["way"]) {
      $0.condition = Asking.text("decisions.way == \"failover\"")
    }
    var run = Asking.run([Asking.decide("way"), left, right])
    run.hear(Asking.session, at: 0)
    #expect(
      run.machine.state.openPrompts.first?.terms?.facts == [
        PromptFact(name: "day", value: "monday"), PromptFact(name: "lag", value: "(unknown: inputs.lag has no value)"),
      ])
    run.hear(.answered(PromptAnswer(prompt: 1, choice: .decide, by: Tale.person, option: "up")), at: 1)
    #expect(run.machine.state[Plans.id("way")]?.state == .asking)
    run.hear(.answered(PromptAnswer(prompt: 1, choice: .decide, by: Tale.person, option: "failover")), at: 2)
    #expect(run.started == ["web.switch#1"])
    #expect(run.machine.state[Plans.id("rebuild")]?.outcome == .excluded)
  }

  @Test func `a question whose text lacks a value fails its step, and skip_if comes before the question`() {
    let asks = Asking.manual("ask") {
      $0.kind = .manual(ManualTask(instructions: Asking.text("At {{ inputs.night }}")))
    }
    var run = Asking.run([asks], mode: .drill)
    run.hear(Asking.session, at: 0)
    #expect(run.machine.state[Plans.id("ask")]?.lastMessage == "inputs.night has no value")
    run = Asking.run([Asking.manual("plug") { $0.skipIf = Asking.text("test -e plugged") }])
    run.hear(Asking.session, at: 0)
    #expect(run.started == ["web.plug#1 (skip-if)"])
    run.hear(.attemptFinished(Asking.attempt("plug", 1, .skipIf), AttemptReport(.notDone)), at: 1)
    #expect(run.machine.state.openPrompts.map(\.subject) == [.manual])
  }

  @Test func `a session that ended before its question was put puts it when the run is taken up`() throws {
    var tale = Tale(Asking.plan([Asking.manual("plug")]))
    try tale.open()
    try tale.start("plug", at: 1)
    var run = Driven(tale.state.plan, state: tale.state)
    let effects = run.hear(Asking.session, at: 9)
    #expect(effects.contains { if case .ask = $0 { true } else { false } })
    #expect(!effects.contains { if case .recoverAttempt = $0 { true } else { false } })
    #expect(run.resumed().machine.state.openPrompts.count == 1)
  }

  @Test func `a stop ends the step that asks, and closes its question`() {
    var run = Asking.run([Asking.manual("plug")])
    run.hear(Asking.session, at: 0)
    run.hear(.stopRequested(StopRequest(cause: .operator(Tale.person), cancelsRunning: false)), at: 1)
    #expect(run.machine.state[Plans.id("plug")]?.outcome == .cancelled)
    #expect(run.machine.state.openPrompts.isEmpty && run.machine.state.ending?.verdict == .stopped)
  }

  @Test func `somebody who is given an address by hand gives one that can be used`() {
    let rent = Asking.manual("rent", fields: [.init(name: "address", type: .text)]) {
      $0.provides = ProvidedHost(host: "new", address: Asking.text("{{ steps.rent.address }}"))
    }
    var run = Asking.run([rent])
    run.hear(Asking.session, at: 0)
    func done(_ address: String) -> PromptAnswer {
      PromptAnswer(prompt: 1, choice: .done, by: Tale.person, fields: [FieldValue(name: "address", value: address)])
    }
    #expect(run.machine.state.objection(to: done("-oProxyCommand=x")) != nil)
    run.hear(.answered(done("-oProxyCommand=x")), at: 1)
    #expect(run.machine.state[Plans.id("rent")]?.state == .asking)
    run.hear(.answered(done("root@192.0.2.9")), at: 2)
    #expect(run.machine.state.destination(of: HostName("new")) == "root@192.0.2.9")
  }

  @Test func `what triage finds down is a finding and no condition`() {
    let look = Plans.step("look", .triage)
    var run = Driven(Asking.plan([look, Plans.step("load", .accept, needs: ["look"])], mode: .drill))
    run.hear(Asking.session, at: 0)
    run.hear(.attemptFinished(Asking.attempt("look"), AttemptReport(.failed, message: "down")), at: 1)
    #expect(run.started == ["web.load#1"])
    run.hear(.attemptFinished(Asking.attempt("load"), AttemptReport(.succeeded)), at: 2)
    let summary = RunSummary(of: run.machine.state)
    #expect(summary.steps.first?.status == .failed)
    #expect(summary.deviations.isEmpty && !summary.findings.contains { $0.contains("look") })
  }
}
