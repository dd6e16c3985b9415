import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

/// A run that starts at a later phase than its plan.
struct LaterStartTests {
  private static func begin(_ phase: Phase, _ mode: RunMode = .incident) -> Driven {
    var plan = Amended.plan(mode)
    plan.steps.insert(Plans.step("look", .precheck), at: 0)
    var run = Driven(plan)
    run.hear(.amendmentRequested(Amendment(change: .startsFrom(phase), by: Tale.person)), at: 0)
    run.hear(Amended.session, at: 0)
    return run
  }

  @Test func `what stands before the phase is skipped in one entry, prechecks run, and one condition says so`() {
    var run = Self.begin(.restore)
    #expect(run.entries.filter { if case .amended = $0 { true } else { false } }.count == 1)
    #expect(run.machine.state[Plans.id("make")]?.outcome == .skipped)
    #expect(run.machine.state[Plans.id("pack")]?.outcome == .skipped)
    #expect(Set(run.started) == ["web.look#1", "web.load#1"])
    run.pass("look", at: 1)
    run.pass("load", at: 2)
    run.pass("check", at: 3)
    run.pass("tidy", at: 4)
    #expect(run.machine.state.ending?.verdict == .passedWithConditions)
    let conditions = run.machine.state.ending?.findings.filter { $0.contains("left out") } ?? []
    #expect(
      conditions == [
        "started from restore: 2 steps of provision and install were left out on the word of matthew (root)"
      ])
    #expect(run.summary.deviations.map(\.kind) == [.amended])
    #expect(run.machine.state.ending?.findings.contains { $0.contains("was skipped") } == false)
  }

  @Test func `a drill that starts later passes with conditions at best, and checks its isolation all the same`() {
    var plan = Amended.plan(.drill)
    plan.steps.insert(
      Plans.step("isolation-1", .provision) { step in
        let text = SourceText("mail", start: Plans.here)
        step.kind = .isolation(TCPProbe(host: text, port: SourceText("25", start: Plans.here)))
      }, at: 0)
    var run = Driven(plan)
    run.hear(.amendmentRequested(Amendment(change: .startsFrom(.verify), by: Tale.person)), at: 0)
    run.hear(Amended.session, at: 0)
    #expect(run.machine.state[Plans.id("load")]?.outcome == .skipped)
    #expect(run.machine.state[Plans.id("isolation-1")]?.outcome == nil)
    run.pass("isolation-1", at: 1)
    run.pass("check", at: 2)
    run.pass("tidy", at: 3)
    #expect(run.machine.state.ending?.verdict == .passedWithConditions)
  }

  @Test(arguments: [Phase.triage, .precheck, .provision, .cleanup])
  func `no run starts from a phase that makes no sense`(phase: Phase) {
    let run = Self.begin(phase)
    #expect(run.machine.state.amendments.isEmpty)
    #expect(run.machine.state[Plans.id("make")]?.outcome == nil)
  }

  @Test func `once a step has begun nothing is left out any more`() {
    var run = Driven(Amended.plan())
    run.hear(Amended.session, at: 0)
    run.hear(.amendmentRequested(Amendment(change: .startsFrom(.restore), by: Tale.person)), at: 1)
    #expect(run.machine.state.amendments.isEmpty)
  }
}
