import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

/// What follows when nobody answers, and what waits before a drill puts everything away.
struct SilenceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var step: PlannedStep
    var outcome: Outcome
    var deviation: String
    var condition: String?
  }

  private static func timed(_ step: inout Step) {
    step.timeout = .seconds(600)
    step.onFailure = .continue
  }

  static let cases = [
    Case(
      testDescription: "an approval without a word of its author", step: Asking.approve("it", timed), outcome: .failed,
      deviation: "nobody answered within 10m 00s, which counts as a no"),
    Case(
      testDescription: "an approval by silence", step: Asking.approve("it", silence: .approve, timed), outcome: .passed,
      deviation: "nobody answered within 10m 00s, which counts as approved",
      condition: "web.it counts as approved: nobody answered within 10m 00s"),
    Case(
      testDescription: "a manual step that may be left out", step: Asking.manual("it", silence: .skip, timed),
      outcome: .skipped, deviation: "nobody answered within 10m 00s, so it was left out",
      condition: "web.it was skipped: nobody answered within 10m 00s"),
    Case(
      testDescription: "a decision by silence", step: Asking.decide("it", silence: .choose("rebuild"), timed),
      outcome: .passed, deviation: "nobody answered within 10m 00s, so rebuild was chosen",
      condition: "web.it was decided by silence, for rebuild: nobody answered within 10m 00s"),
  ]

  @Test(arguments: cases) func `silence says what its author said, and is told`(example: Case) {
    var run = Asking.run([example.step])
    let effects = run.hear(Asking.session, at: 0)
    #expect(!effects.contains(.awaitAnswers))
    #expect(effects.contains { if case .wake = $0 { true } else { false } })
    run.hear(.woke, at: 599)
    run.hear(.woke, at: 599.5)
    #expect(run.machine.state[Plans.id("it")]?.state == .asking)
    run.hear(.woke, at: 601)
    run.hear(.woke, at: 601)
    #expect(run.machine.state[Plans.id("it")]?.outcome == example.outcome)
    let summary = RunSummary(of: run.machine.state)
    #expect(summary.deviations.filter { $0.kind == .expired }.map(\.reason) == [example.deviation])
    if let condition = example.condition { #expect(summary.findings.contains(condition), "\(summary.findings)") }
    let late = PromptAnswer(prompt: 1, choice: .skip, reason: "late", by: Tale.person)
    #expect(run.machine.state.objection(to: late) == "question 1 is closed; nobody waits for its answer")
    #expect(summary.waits.first?.hasExpired == true)
  }

  @Test func `an answer that lay there when the run was taken up is heard before its time is over`() {
    var first = Asking.run([Asking.approve("owner", Self.timed)])
    first.hear(Asking.session, at: 0)
    var run = first.resumed()
    run.hear(Asking.session, at: 9_000)
    #expect(run.machine.state[Plans.id("owner")]?.state == .asking)
    run.hear(.clockStamped(ClockStamp(clock: .detected, time: nil, by: Tale.person)), at: 9_000)
    run.hear(.woke, at: 9_000)
    run.hear(.answered(PromptAnswer(prompt: 1, choice: .approve, by: Asking.person("ruth"))), at: 9_000)
    run.hear(.woke, at: 9_001)
    #expect(run.machine.state[Plans.id("owner")]?.outcome == .passed)
    #expect(run.machine.state.prompts.first?.hasExpired == false)
  }

  @Test func `the wall clock changes nothing about a question's time`() throws {
    var run = Asking.run([Asking.approve("owner", Self.timed)])
    run.hear(Asking.session, at: 0)
    var stamp = Tale.stamp(30)
    stamp.wall = WallTime(nanoseconds: stamp.wall.nanoseconds + 86_400_000_000_000)
    for _ in 1...3 { _ = run.machine.handle(.woke, at: stamp) }
    #expect(run.machine.state[Plans.id("owner")]?.state == .asking)
  }

  private static let failing = [
    Plans.step("load", .restore), Plans.step("sweep", .cleanup, needs: ["load"]),
  ]

  private static func failed(_ session: RunEvent, mode: RunMode = .drill, stop: StopRequest? = nil) -> Driven {
    var run = Asking.run(failing, mode: mode)
    run.hear(session, at: 0)
    if let stop { run.hear(.stopRequested(stop), at: 1) }
    run.hear(.attemptFinished(Asking.attempt("load"), AttemptReport(.failed)), at: 1)
    return run
  }

  @Test(arguments: [true, false])
  func `a drill that failed leaves time to look before it cleans up`(isAnswered: Bool) {
    var run = Self.failed(Asking.attended)
    #expect(run.started.isEmpty && !run.machine.awaitsAnswers && run.machine.state.ending == nil)
    #expect(
      run.machine.state.openPrompts.map(\.question) == [
        "web.load failed. Look around before cleanup? It begins by itself in 5 minutes."
      ])
    if isAnswered {
      run.hear(.answered(PromptAnswer(prompt: 1, choice: .cleanUp, by: Tale.person)), at: 9)
    } else {
      run.hear(.woke, at: 290)
      run.hear(.woke, at: 302)
      run.hear(.woke, at: 303)
    }
    #expect(run.started == ["web.sweep#1"])
    run.hear(.attemptFinished(Asking.attempt("sweep"), AttemptReport(.succeeded)), at: 400)
    #expect(run.machine.state.ending?.verdict == .failed)
    let deviations = RunSummary(of: run.machine.state).deviations
    #expect(deviations.map(\.kind) == [.stopped] && deviations.first?.reason == "web.load failed")
  }

  @Test func `nobody is waited for who isn't there, or who stopped the run, and a stop ends the waiting`() {
    #expect(Self.failed(Asking.session).started == ["web.sweep#1"])
    let stop = StopRequest(cause: .operator(Tale.person), cancelsRunning: false)
    #expect(Self.failed(Asking.attended, stop: stop).started == ["web.sweep#1"])
    var run = Self.failed(Asking.attended)
    run.hear(.stopRequested(StopRequest(cause: .operator(Tale.person), cancelsRunning: true)), at: 5)
    #expect(run.started == ["web.sweep#1"])
    run = Self.failed(Asking.attended)
    run.hear(
      .stopRequested(StopRequest(cause: .operator(Tale.person), cancelsRunning: true, leavesCleanup: true)), at: 5)
    #expect(run.machine.state.ending != nil)
  }
}
