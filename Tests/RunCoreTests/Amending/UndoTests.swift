import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

/// What a run did is taken back on request, the latest first.
struct UndoTests {
  private static let request = RunEvent.reopenRequested(
    Reopening(purpose: .undo, by: Tale.person, reason: "it came back"))

  /// a, b and c can be taken back; c never came to it.
  private static func over(_ change: (inout Plan) -> Void = { _ in }) -> Driven {
    func step(_ name: String, _ phase: Phase, needs: [String] = []) -> PlannedStep {
      Plans.step(name, phase, needs: needs) { $0.undo = SourceText("undo \(name)", start: Plans.here) }
    }
    var plan = Plans.plan(
      [
        step("a", .install), step("b", .install), step("c", .restore, needs: ["a", "b"]),
        Plans.step("check", .verify, needs: ["c"]), Plans.step("tidy", .cleanup, needs: ["check"]),
      ], mode: .incident)
    plan.steps += plan.steps.compactMap { $0.undoStep(called: Plans.id("undo-\($0.id.step)")) }
    change(&plan)
    var run = Driven(plan)
    run.hear(Amended.session, at: 0)
    run.pass("b", at: 1)
    run.pass("a", at: 2)
    run.hear(.stopRequested(StopRequest(cause: .operator(Tale.person), cancelsRunning: true)), at: 3)
    run.hear(.attemptFinished(Amended.attempt("c"), AttemptReport(.cancelled)), at: 4)
    return run
  }

  private static func taken(_ run: Driven, at seconds: Double) -> Driven {
    var next = run.resumed()
    next.hear(request, at: seconds)
    next.hear(Amended.session, at: seconds)
    return next
  }

  @Test func `a step that takes another back works where and as it does`() throws {
    var planned = Plans.step("a", .cutover) { step in
      step.undo = SourceText("undo", start: Plans.here)
      step.on = "db"
      step.with = [WithValue(name: "x", value: SourceText("1", start: Plans.here))]
      step.files = [SourceText("f", start: Plans.here)]
      step.timeout = .seconds(7)
    }
    planned.destination = "root@db"
    planned.become = Become(user: "root", with: .doas)
    let undo = try #require(planned.undoStep(called: Plans.id("undo-a")))
    #expect(undo.undoes == planned.id && undo.excluded == .undo && undo.isAdded)
    #expect(undo.step.phase == .cleanup && undo.step.kind == .run(SourceText("undo", start: Plans.here)))
    #expect(undo.step.on == "db" && undo.step.with == planned.step.with && undo.step.files == planned.step.files)
    #expect(undo.destination == "root@db" && undo.become == planned.become && undo.step.timeout == .seconds(7))
    planned.excluded = .only(mode: .drill)
    #expect(planned.undoStep(called: Plans.id("undo-a")) == nil)
  }

  @Test func `nothing is taken back by itself, and no summary tells of what could be`() {
    let run = Self.over()
    #expect(run.machine.state.ending?.verdict == .stopped)
    #expect(!run.machine.state.steps.contains { $0.outcome == nil && $0.attempts.isEmpty == false })
    #expect(run.machine.state[Plans.id("undo-a")]?.outcome == .excluded)
    #expect(run.summary.steps.map(\.id.step) == ["a", "b", "c", "check", "tidy"])
    #expect(run.machine.state.undoable == [Plans.id("a"), Plans.id("b")])
  }

  @Test func `what passed is taken back one after another, the latest first, and a failure is named and goes on`() {
    var run = Self.taken(Self.over(), at: 100)
    #expect(run.started == ["web.undo-a#1"])
    run.fail("undo-a", at: 101)
    #expect(run.started == ["web.undo-b#1"])
    run.pass("undo-b", at: 102)
    let state = run.machine.state
    #expect(state.ending?.findings.contains("web.a could not be taken back: it broke") == true)
    #expect(state.ending?.findings.contains("web.b was taken back after the end") == true)
    #expect(state.undoable == [Plans.id("a")])
    #expect(state[Plans.id("tidy")]?.outcome == nil && state[Plans.id("undo-c")]?.outcome == .excluded)
    #expect(run.summary.steps.map(\.id.step).suffix(2) == ["undo-a", "undo-b"])
    run = Self.taken(run, at: 200)
    #expect(run.started == ["web.undo-a#2"])
    run.pass("undo-a", 2, at: 201)
    #expect(run.machine.state.undoable == [])
    let before = run.machine.state.lastSequence
    run = Self.taken(run, at: 300)
    #expect(run.machine.state.lastSequence == before)
  }

  @Test func `what is amended is taken back as it then says`() {
    var run = Driven(
      Plans.plan(
        [
          Plans.step("a", .install) { step in
            step.undo = SourceText("old", start: Plans.here)
            step.onFailure = .ask
          }
        ].flatMap { [$0, $0.undoStep(called: Plans.id("undo-a"))].compactMap { $0 } }, mode: .incident))
    run.hear(Amended.session, at: 0)
    run.fail("a", at: 1)
    let change = Amended.change(of: run.machine.state.plan, "a") { $0.step.undo = SourceText("new", start: Plans.here) }
    run.hear(.answered(Amended.answer(.step(change))), at: 2)
    run.pass("a", 2, at: 3)
    run = Self.taken(run, at: 100)
    #expect(run.requests.first?.step.step.kind == .run(SourceText("new", start: Plans.here)))
  }
}
