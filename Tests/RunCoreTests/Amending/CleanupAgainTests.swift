import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

/// The cleanup of a run that is over is taken up again, until nothing is left over.
struct CleanupAgainTests {
  private static let again = RunEvent.reopenRequested(
    Reopening(purpose: .cleanup, by: Tale.person, reason: "the lab is free"))

  /// A drill with two steps of cleanup, of which the first has failed.
  private static func over(_ mode: RunMode = .drill) -> Driven {
    var plan = Amended.plan(mode)
    plan.steps.append(Plans.step("last", .cleanup, needs: ["tidy"]))
    var run = Driven(plan)
    run.hear(Amended.session, at: 0)
    for (second, step) in ["make", "pack", "load", "check"].enumerated() { run.pass(step, at: Double(second + 1)) }
    run.fail("tidy", at: 5)
    run.pass("last", at: 6)
    return run
  }

  /// The same process would have gone: another one takes the run up, and is told to at once.
  private static func taken(_ run: Driven, at seconds: Double) -> Driven {
    var next = run.resumed()
    next.hear(again, at: seconds)
    next.hear(Amended.session, at: seconds)
    return next
  }

  @Test func `only what failed runs again, the end stays where it was, and nothing is left over`() {
    let first = Self.over()
    #expect(first.machine.state.leftOver == [Plans.id("tidy")])
    #expect(first.machine.state.ending?.findings == ["web.tidy failed, so something may be left over: it broke"])
    var run = Self.taken(first, at: 1_000)
    #expect(run.started == ["web.tidy#2"])
    #expect(run.machine.state.ending == nil)
    run.fail("tidy", 2, at: 1_001)
    #expect(run.machine.state.leftOver == [Plans.id("tidy")])
    run = Self.taken(run, at: 2_000)
    #expect(run.started == ["web.tidy#3"])
    run.pass("tidy", 3, at: 2_001)
    let state = run.machine.state
    #expect(state.leftOver == [] && state.ending?.verdict == .passedWithConditions)
    #expect(state.ending?.findings == ["its cleanup was taken up again after its end by matthew (root)"])
    #expect(state.ended == first.machine.state.ended)
    #expect(run.summary.services == first.summary.services)
    #expect(run.summary.irregularities.isEmpty)
    #expect(run.summary.deviations.count { $0.kind == .reopened } == 2)
  }

  @Test func `a stopped drill cleans up later, although its stop once held and its steps never ran`() {
    var plan = Amended.plan(.drill)
    plan.steps[2].step.onFailure = .stop
    var run = Driven(plan)
    run.hear(Amended.session, at: 0)
    run.hear(
      .stopRequested(StopRequest(cause: .operator(Tale.person), cancelsRunning: true, leavesCleanup: true)), at: 1)
    run.hear(.attemptFinished(Amended.attempt("make"), AttemptReport(.cancelled)), at: 2)
    #expect(run.machine.state.ending?.verdict == .stopped)
    #expect(run.machine.state.leftOver == [Plans.id("tidy")])
    run = Self.taken(run, at: 100)
    #expect(run.started == ["web.tidy#1"])
    run.pass("tidy", at: 101)
    #expect(run.machine.state.ending?.verdict == .stopped && run.machine.state.leftOver == [])
    #expect(run.machine.state[Plans.id("pack")]?.outcome == nil)
  }

  @Test func `a killed cleanup goes on by itself, and a stop of it ends it and counts for nothing else`() {
    var run = Self.taken(Self.over(), at: 100).resumed()
    let effects = run.hear(Amended.session, at: 101)
    #expect(
      effects.contains {
        if case .recoverAttempt(let request, _) = $0 { request.attempt == Amended.attempt("tidy", 2) } else { false }
      })
    let ended = run.hear(.stopRequested(StopRequest(cause: .operator(Tale.person), cancelsRunning: true)), at: 102)
    #expect(ended.contains(.cancelAttempt(Amended.attempt("tidy", 2))))
    run.hear(.attemptFinished(Amended.attempt("tidy", 2), AttemptReport(.cancelled)), at: 103)
    #expect(run.machine.state.ending?.verdict == .passedWithConditions)
    #expect(run.machine.state.leftOver == [Plans.id("tidy")])
    // The stop is over with what it stopped.
    run = Self.taken(run, at: 200)
    #expect(run.started == ["web.tidy#3"])
  }

  @Test func `nothing is taken up of a run that is not over, or has nothing left`() {
    var going = Driven(Amended.plan(.drill))
    going.hear(Amended.session, at: 0)
    going.hear(Self.again, at: 1)
    #expect(going.machine.state.reopenings.isEmpty)
    var clean = Self.taken(Self.over(), at: 100)
    clean.pass("tidy", 2, at: 101)
    let before = clean.machine.state.lastSequence
    clean = Self.taken(clean, at: 200)
    #expect(clean.machine.state.lastSequence == before)
  }

  @Test func `a run that was taken up again starts nothing but its cleanup`() throws {
    var state = Self.taken(Self.over(), at: 100).machine.state
    func entry(_ event: Entry) -> JournalEntry {
      JournalEntry(sequence: state.lastSequence + 1, stamp: Tale.stamp(101), event: event)
    }
    let refused: [Entry] = [
      .stepStarted(AttemptStart(attempt: Amended.attempt("load", 2))),
      .stepExcluded(StepExclusion(step: Plans.id("load"), reason: "x")),
      .amended(Amendment(change: .input(Amended.input()), by: Tale.person)),
      .reopened(Reopening(purpose: .cleanup, by: Tale.person)),
    ]
    for event in refused {
      let line = entry(event)
      #expect(throws: JournalContradiction.self) { try state.apply(line) }
    }
    var stopped = Driven(Amended.plan(.drill))
    stopped.hear(Amended.session, at: 0)
    stopped.hear(
      .stopRequested(StopRequest(cause: .operator(Tale.person), cancelsRunning: true, leavesCleanup: true)), at: 1)
    stopped.hear(.attemptFinished(Amended.attempt("make"), AttemptReport(.cancelled)), at: 2)
    state = Self.taken(stopped, at: 100).machine.state
    // It never ran, and only the reopening keeps it from starting now.
    let line = entry(.stepStarted(AttemptStart(attempt: Amended.attempt("pack"))))
    #expect(throws: JournalContradiction.self) { try state.apply(line) }
  }
}
