import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

struct RunMachineTests {
  private static func attempt(_ step: String, _ number: Int = 1, _ purpose: JobPurpose = .work) -> AttemptID {
    AttemptID(step: Plans.id(step), number: number, purpose: purpose)
  }

  private static let session = RunEvent.sessionOpened(Tale.session)

  @Test func `a job waits until its intent is durable`() {
    var run = Driven(Plans.plan([Plans.step("load", .restore)]))
    run.hear(Self.session, at: 0, isDurable: false)
    #expect(run.started.isEmpty)
    run.hear(.journalSynced(through: 2), at: 1, isDurable: false)
    #expect(run.started.isEmpty)
    run.hear(.journalSynced(through: 3), at: 1, isDurable: false)
    #expect(run.started == ["web.load#1"])
  }

  @Test func `what comes before the session is heard after it, and a second session is not heard`() {
    var run = Driven(Plans.plan([Plans.step("load", .restore)]))
    let stop = StopRequest(cause: .operator(Tale.person), cancelsRunning: true)
    #expect(run.hear(.stopRequested(stop), at: 0).isEmpty)
    let effects = run.hear(Self.session, at: 1)
    #expect(run.machine.state.ending?.verdict == .stopped)
    #expect(run.started.isEmpty && effects.count == 1)
    let sequence = run.machine.state.lastSequence
    run.hear(Self.session, at: 2)
    #expect(run.machine.state.lastSequence == sequence)
  }

  @Test func `a run that is over tells its ending again and nothing else`() {
    var first = Driven(Plans.plan([Plans.step("load", .restore)]))
    first.hear(Self.session, at: 0)
    first.hear(.attemptFinished(Self.attempt("load"), AttemptReport(.succeeded)), at: 9)
    var second = Driven(first.machine.state.plan, state: first.machine.state)
    let effects = second.hear(Self.session, at: 20)
    #expect(effects == first.machine.state.ending.map { [.finish($0)] })
    #expect(second.hear(.machineSlept(.seconds(9)), at: 30).isEmpty)
  }

  @Test func `an outcome that comes twice changes nothing`() {
    var run = Driven(Plans.plan([Plans.step("a", .restore), Plans.step("b", .restore)]))
    run.hear(Self.session, at: 0)
    run.hear(.attemptFinished(Self.attempt("a"), AttemptReport(.succeeded)), at: 1)
    let before = run.machine.state.lastSequence
    run.hear(.attemptFinished(Self.attempt("a"), AttemptReport(.failed)), at: 2)
    #expect(run.machine.state.lastSequence == before)
    #expect(run.machine.state[Plans.id("a")]?.outcome == .passed)
  }

  @Test(arguments: [
    (Choice.rerun, Optional<Outcome>.none, Verdict?.none), (.done, .byHand, .passedWithConditions),
    (.skip, .skipped, .passedWithConditions), (.stop, .failed, .stopped),
  ])
  func `a person's word decides about an unknown outcome, once`(choice: Choice, outcome: Outcome?, verdict: Verdict?) {
    var run = Driven(Plans.plan([Plans.step("load", .restore)], mode: .incident))
    run.hear(Self.session, at: 0)
    let effects = run.hear(.attemptFinished(Self.attempt("load"), AttemptReport(.unknown)), at: 1)
    #expect(effects.last == .awaitAnswers)
    #expect(run.machine.state.openPrompts.map(\.subject) == [.unknownOutcome])
    run.hear(.answered(PromptAnswer(prompt: 2, choice: .skip, reason: "so it is", by: Tale.person)), at: 2)
    run.hear(.answered(PromptAnswer(prompt: 1, choice: .skip, by: Tale.person)), at: 2)
    run.hear(.answered(PromptAnswer(prompt: 1, choice: .amend, reason: "typo", by: Tale.person)), at: 2)
    #expect(run.machine.state.openPrompts.count == 1)
    run.hear(.answered(PromptAnswer(prompt: 1, choice: choice, reason: "so it is", by: Tale.person)), at: 3)
    #expect(run.machine.state[Plans.id("load")]?.outcome == outcome)
    #expect(run.started == (choice == .rerun ? ["web.load#2"] : []))
    #expect(run.machine.state.ending?.verdict == verdict)
    let sequence = run.machine.state.lastSequence
    run.hear(.answered(PromptAnswer(prompt: 1, choice: .skip, by: Tale.person)), at: 4)
    #expect(run.machine.state.lastSequence == sequence)
  }

  @Test func `a rerun on a person's word cleans the ground first where the step says how`() {
    let step = Plans.step("load", .restore) {
      $0.retry = Retry(attempts: 1, reset: SourceText("dropdb shop", start: Plans.here))
    }
    var run = Driven(Plans.plan([step], mode: .incident))
    run.hear(Self.session, at: 0)
    run.hear(.attemptFinished(Self.attempt("load"), AttemptReport(.failed)), at: 1)
    run.hear(.answered(PromptAnswer(prompt: 1, choice: .rerun, by: Tale.person)), at: 2)
    #expect(run.started == ["web.load#2 (reset)"])
    run.hear(.attemptFinished(Self.attempt("load", 2, .reset), AttemptReport(.unknown)), at: 3)
    #expect(run.machine.state.openPrompts.map(\.subject) == [.unknownOutcome])
  }

  @Test func `a stop ends what waits for another try`() {
    let step = Plans.step("load", .restore) { $0.retry = Retry(attempts: 3, delay: .seconds(60)) }
    var run = Driven(Plans.plan([step]))
    run.hear(Self.session, at: 0)
    run.hear(.attemptFinished(Self.attempt("load"), AttemptReport(.failed)), at: 1)
    run.hear(.stopRequested(StopRequest(cause: .operator(Tale.person), cancelsRunning: false)), at: 2)
    #expect(run.machine.state[Plans.id("load")]?.outcome == .failed)
    #expect(run.machine.state.ending?.verdict == .stopped)
  }

  @Test func `a step that is tried again waits for its place within the limits`() {
    let again = Plans.step("a", .restore) { $0.retry = Retry(attempts: 2, delay: .seconds(1)) }
    var run = Driven(Plans.plan([again, Plans.step("b", .restore)], limits: Limits(total: 1)))
    run.hear(Self.session, at: 0)
    run.hear(.attemptFinished(Self.attempt("a"), AttemptReport(.failed)), at: 1)
    #expect(run.started == ["web.b#1"])
    run.hear(.woke, at: 3)
    #expect(run.started.isEmpty)
    run.hear(.attemptFinished(Self.attempt("b"), AttemptReport(.succeeded)), at: 4)
    #expect(run.started == ["web.a#2"])
  }

  @Test func `a drill cleans up after a failure, one step after the other, and leaves out what never ran`() {
    let uses = Plans.step("destroy", .cleanup, needs: ["later"]) {
      $0.with = [WithValue(name: "id", value: SourceText("{{ steps.later.id }}", start: Plans.here))]
    }
    var run = Driven(
      Plans.plan([
        Plans.step("load", .restore), Plans.step("later", .restore, needs: ["load"]) { $0.outputs = ["id"] }, uses,
        Plans.step("sweep", .cleanup, needs: ["later", "destroy"]),
      ]))
    run.hear(Self.session, at: 0)
    run.hear(.attemptFinished(Self.attempt("load"), AttemptReport(.failed)), at: 1)
    #expect(run.machine.state[Plans.id("destroy")]?.outcome == .excluded)
    #expect(run.started == ["web.sweep#1"])
    run.hear(.attemptFinished(Self.attempt("sweep"), AttemptReport(.succeeded)), at: 2)
    #expect(run.machine.state.ending?.verdict == .failed)
  }

  @Test func `a missing value fails a step before it starts, without trying again`() {
    let uses = Plans.step("load", .restore) {
      $0.with = [WithValue(name: "day", value: SourceText("{{ inputs.night }}", start: Plans.here))]
      $0.retry = Retry(attempts: 3)
    }
    var run = Driven(Plans.plan([uses, Plans.step("sweep", .cleanup, needs: ["load"])]))
    run.hear(Self.session, at: 0)
    #expect(run.machine.state[Plans.id("load")]?.attempts.count == 1)
    #expect(run.machine.state[Plans.id("load")]?.lastMessage == "inputs.night has no value")
    #expect(run.started == ["web.sweep#1"])
  }

  @Test(arguments: [(RunMode.drill, Verdict.failed), (.incident, .passedWithConditions)])
  func `a run whose last entry can't be written ends, and doesn't pass`(mode: RunMode, verdict: Verdict) {
    var run = Driven(Plans.recovery(mode, target: Target(rto: .seconds(60), clock: .started)))
    run.hear(Self.session, at: 0)
    for step in ["load", "check"] { run.hear(.attemptFinished(Self.attempt(step), AttemptReport(.succeeded)), at: 1) }
    let effects = run.hear(.attemptFinished(Self.attempt("owner"), AttemptReport(.succeeded)), at: 1, isDurable: false)
    #expect(run.machine.state.ending?.verdict == .passed && effects.isEmpty)
    let last = run.hear(.journalFailed(reason: "disk full"), at: 2, isDurable: false).last
    guard case .finish(let ending) = last else { return #expect(Bool(false), "\(String(describing: last))") }
    #expect(ending.verdict == verdict)
    #expect(ending.findings == ["the end of the run could not be written to its journal: disk full"])
  }

  @Test func `a session that finds a run being stopped ends the jobs that it recovers`() throws {
    var tale = Tale(Plans.plan([Plans.step("load", .restore)]))
    try tale.open()
    try tale.start("load", at: 1)
    try tale.say(.stopRequested(StopRequest(cause: .operator(Tale.person), cancelsRunning: true)), at: 2)
    var run = Driven(tale.state.plan, state: tale.state)
    let effects = run.hear(Self.session, at: 9)
    guard case .recoverAttempt(let request, "b1") = effects.first else { return #expect(Bool(false), "\(effects)") }
    #expect(request.attempt == Self.attempt("load"))
    #expect(effects.dropFirst() == [.cancelAttempt(Self.attempt("load"))])
  }
}
