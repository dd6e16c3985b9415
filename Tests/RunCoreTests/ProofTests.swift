import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

/// What a drill makes of its checks' proofs.
struct ProofTests {
  @Test func `a drill whose check was seen red, and noticed every break, passes`() throws {
    let state = Driven.proving(ProofPlans.plan(), [:]).machine.state
    #expect(state.ending?.verdict == .passed, "\(state.ending?.findings ?? [])")
    let proof = try #require(RunSummary(of: state).proof)
    #expect(proof.checks.map(\.result) == [.red])
    #expect(proof.checks.first?.message == "nothing there")
    #expect(proof.breaks.map(\.result) == [.done, .done])
    #expect(proof.breaks.flatMap(\.trials).map(\.result) == [.noticed, .noticed])
    #expect(proof.breaks.count { $0.isMended } == 2)
    #expect(proof.sleepingChecks.isEmpty)
  }

  struct Trial: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var report: AttemptReport
    var result: SeenCheck.Result
    var finding: String?
  }

  static let trials = [
    Trial(testDescription: "failed", report: .found(.failed), result: .red),
    Trial(
      testDescription: "held", report: .found(.held), result: .vacuous,
      finding: "web.check held on a machine without data: it proves nothing"),
    Trial(
      testDescription: "inconclusive", report: .found(.inconclusive, "no curl\nat all"), result: .inconclusive,
      finding: "web.check could not be seen red: no curl"),
    Trial(
      testDescription: "timed out", report: AttemptReport(.timedOut, message: "timed out"), result: .inconclusive,
      finding: "web.check could not be seen red: timed out"),
    Trial(
      testDescription: "failed before it could ask", report: AttemptReport(.failed, message: "no address"),
      result: .inconclusive, finding: "web.check could not be seen red: no address"),
    Trial(
      testDescription: "nobody knows", report: AttemptReport(.unknown), result: .inconclusive,
      finding: "web.check could not be seen red"),
    Trial(
      testDescription: "cancelled by somebody", report: AttemptReport(.cancelled), result: .inconclusive,
      finding: "web.check could not be seen red"),
    Trial(
      testDescription: "its host could not be reached", report: AttemptReport(.neverStarted, message: "no route"),
      result: .inconclusive, finding: "web.check could not be seen red: no route"),
  ]

  @Test(arguments: trials)
  func `a trial without data neither fails nor stops a drill, whatever came of it`(trial: Trial) throws {
    let state = Driven.proving(ProofPlans.plan(breaks: false), ["seen-red": trial.report]).machine.state
    #expect(state.prompts.isEmpty && state.stops.isEmpty)
    #expect(state[Plans.id("tidy")]?.outcome == .passed)
    #expect(state[Plans.id("seen-red")]?.outcome == .passed)
    #expect(RunSummary(of: state).proof?.checks.map(\.result) == [trial.result])
    #expect(state.ending?.findings == (trial.finding.map { [$0] } ?? []))
    #expect(state.ending?.verdict == (trial.finding == nil ? .passed : .passedWithConditions))
  }

  @Test func `a drill stops when a trial meets a live host`() throws {
    var report = AttemptReport(.neverStarted)
    report.refusal = HostRefusal(
      subject: .liveKey, host: "web", destination: "root@web", detail: "the key of the live host")
    let state = Driven.proving(ProofPlans.plan(breaks: false), ["seen-red": report]).machine.state
    #expect(state.ending?.verdict == .failed)
    #expect(state[Plans.id("load")]?.attempts.isEmpty == true)
    #expect(state[Plans.id("tidy")]?.outcome == .passed)
  }

  @Test func `a check that its author excuses, and one that comes too late, are told apart`() throws {
    var plan = ProofPlans.plan(breaks: false)
    plan.steps.removeAll { $0.proof != nil }
    plan.steps[1].needs = [PlannedNeed(Plans.id("install"))]
    plan.steps[2].step.seenRedSkip = "it looks elsewhere"
    var state = Driven.proving(plan, [:]).machine.state
    #expect(state.ending?.verdict == .passed)
    #expect(RunSummary(of: state).proof?.checks.map(\.result) == [.skipped])
    plan.steps[2].step.seenRedSkip = nil
    plan.steps[2].unseen = "it uses an output of load, which has not run yet"
    state = Driven.proving(plan, [:]).machine.state
    #expect(
      state.ending?.findings == ["web.check could not be seen red: it uses an output of load, which has not run yet"])
  }

  @Test func `a trial that had not started is tried again after a kill, and one that ran is not`() throws {
    var run = Driven(ProofPlans.plan(breaks: false))
    run.hear(.sessionOpened(Tale.session), at: 0)
    run.hear(.attemptFinished(run.requests[0].attempt, AttemptReport(.succeeded)), at: 1)
    let trial = run.requests[0].attempt
    var next = run.resumed()
    next.hear(.sessionOpened(Tale.session), at: 5)
    next.hear(.attemptRecovered(trial, AttemptReport(.neverStarted)), at: 6)
    #expect(next.started == ["web.seen-red#2"])
    var other = run.resumed()
    other.hear(.sessionOpened(Tale.session), at: 5)
    other.hear(.attemptRecovered(trial, .found(.failed)), at: 6)
    #expect(other.started == ["web.load#1"])
  }

  @Test func `a check that sleeps through every break, and a break that nobody notices, are conditions`() throws {
    let asleep = Driven.proving(ProofPlans.plan(), ["noticing-off": .found(.held), "noticing-lost": .found(.held)])
    #expect(
      asleep.machine.state.ending?.findings == [
        "no check noticed the break web.off", "no check noticed the break web.lost",
        "web.check slept through every break",
      ])
    #expect(asleep.machine.state.ending?.verdict == .passedWithConditions)
    let once = Driven.proving(ProofPlans.plan(), ["noticing-off": .found(.held)]).machine.state
    #expect(once.ending?.findings == ["no check noticed the break web.off"])
    #expect(RunSummary(of: once).proof?.sleepingChecks == [])
  }

  @Test(
    arguments: [
      .found(.inconclusive), AttemptReport(.timedOut), AttemptReport(.failed, message: "no answer"),
    ] as [AttemptReport])
  func `under a break all that is not a check that holds is noticed`(report: AttemptReport) {
    let state = Driven.proving(ProofPlans.plan(), ["noticing-off": report]).machine.state
    #expect(state.ending?.verdict == .passed, "\(state.ending?.findings ?? [])")
  }

  @Test(arguments: [
    AttemptReport(.failed, message: "no such server"), AttemptReport(.unknown, message: "no such server"),
  ])
  func `damage that fails is mended, tried by nobody, and a condition`(report: AttemptReport) throws {
    let state = Driven.proving(ProofPlans.plan(), ["break-off": report]).machine.state
    #expect(state.ending?.findings == ["the break web.off could not be done: no such server"])
    #expect(state[Plans.id("noticing-off")]?.exclusion == "the break was not done")
    #expect(state[Plans.id("mend-off")]?.outcome == .passed)
    #expect(state[Plans.id("mended-off")]?.outcome == .passed)
    #expect(RunSummary(of: state).proof?.breaks.map(\.result) == [.notDone, .done])
    #expect(state[Plans.id("break-off")]?.attempts.count == 1)
  }

  @Test(arguments: [
    ("mend-off", "the break web.off could not be mended: gone"),
    ("mended-off", "the break web.off could not be mended: web.check did not hold again: gone"),
  ])
  func `after a break that can't be mended no other is done`(step: String, finding: String) throws {
    let state = Driven.proving(ProofPlans.plan(), [step: AttemptReport(.failed, message: "gone")]).machine.state
    #expect(state.ending?.findings == [finding])
    #expect(state.ending?.verdict == .passedWithConditions)
    #expect(state[Plans.id("break-lost")]?.exclusion == "the break off before it could not be mended")
    for left in ["noticing-lost", "mend-lost", "mended-lost"] {
      #expect(state[Plans.id(left)]?.exclusion == "the break was not done")
    }
    #expect(state[Plans.id("tidy")]?.outcome == .passed)
    #expect(RunSummary(of: state).proof?.breaks.map(\.result) == [.done, .leftOut])
  }

  @Test func `a check that did not hold says nothing about breaks`() throws {
    var plan = ProofPlans.plan()
    plan.steps[3].step.condition = SourceText("run.mode == \"incident\"", start: Plans.here)
    let state = Driven.proving(plan, [:]).machine.state
    #expect(state[Plans.id("noticing-off")]?.exclusion == "web.check did not hold before the break")
    let proof = try #require(RunSummary(of: state).proof)
    #expect(proof.breaks.first?.trials.map(\.result) == [.notTried])
    #expect(proof.checks.map(\.result) == [.leftOut])
    #expect(state.ending?.findings.contains("no check could be tried under the break web.off") == true)
  }

  @Test func `a stop while something is broken ends at cleanup, and says what is not mended`() throws {
    var run = Driven(ProofPlans.plan())
    run.hear(.sessionOpened(Tale.session), at: 0)
    for second in 1...5 {
      let request = run.requests[0]
      run.hear(
        .attemptFinished(
          request.attempt,
          request.step.proof == .seenRed(of: ProofPlans.check)
            ? .found(.failed) : request.step.step.isCheck ? .found(.held) : AttemptReport(.succeeded)),
        at: Double(second))
    }
    #expect(run.started == ["web.noticing-off#1"])
    let trial = run.requests[0].attempt
    run.hear(.stopRequested(StopRequest(cause: .operator(Tale.person), cancelsRunning: true)), at: 6)
    run.hear(.attemptFinished(trial, AttemptReport(.cancelled)), at: 7)
    #expect(run.started == ["web.tidy#1"])
    run.hear(.attemptFinished(run.requests[0].attempt, AttemptReport(.succeeded)), at: 8)
    let ending = run.machine.state.ending
    #expect(ending?.verdict == .stopped)
    #expect(
      ending?.findings.contains("the break web.off could not be mended: its mending did not run") == true,
      "\(ending?.findings ?? [])")
    #expect(run.machine.state[Plans.id("break-lost")]?.attempts.isEmpty == true)
  }

  @Test func `a break that was stopped half-way may be done, and is not mended`() throws {
    var run = Driven(ProofPlans.plan())
    run.hear(.sessionOpened(Tale.session), at: 0)
    for second in 1...4 {
      let request = run.requests[0]
      let isTrial = request.step.proof == .seenRed(of: ProofPlans.check)
      run.hear(.attemptFinished(request.attempt, isTrial ? .found(.failed) : .found(.held)), at: Double(second))
    }
    #expect(run.started == ["web.break-off#1"])
    let damage = run.requests[0].attempt
    #expect(RunSummary(of: run.machine.state).proof?.breaks.first?.result == .notReached)
    run.hear(.stopRequested(StopRequest(cause: .operator(Tale.person), cancelsRunning: true)), at: 5)
    run.hear(.attemptFinished(damage, AttemptReport(.cancelled)), at: 6)
    run.hear(.attemptFinished(run.requests[0].attempt, AttemptReport(.succeeded)), at: 7)
    #expect(RunSummary(of: run.machine.state).proof?.breaks.map(\.result) == [.brokenOff, .notReached])
    let findings = run.machine.state.ending?.findings ?? []
    #expect(findings.contains("the run was stopped in the middle of the break web.off: it may be done"), "\(findings)")
    #expect(findings.contains { $0.hasPrefix("the break web.off could not be mended") }, "\(findings)")
  }

  @Test func `steps that prove something are no part of T4, T5, T6 and T7`() throws {
    let state = Driven.proving(ProofPlans.plan(target: Target(rto: .seconds(1_800), until: .accepted)), [:]).machine
      .state
    let summary = RunSummary(of: state)
    let service = try #require(summary.services.first)
    #expect(!service.hasAcceptSteps && service.accepted == nil)
    #expect(service.verified == state[Plans.id("check")]?.ended)
    #expect(service.dataRestored == state[Plans.id("load")]?.ended)
    #expect(summary.clocks.firstStep == state[Plans.id("install")]?.firstStarted)
    #expect(summary.steps.count { $0.proof != nil } == 9)
  }

  @Test func `the health of another service is no proof of this one`() throws {
    var plan = Plans.plan([Plans.step("health-router", .verify), Plans.step("load", .verify, needs: ["health-router"])])
    plan.steps[0].healthOf = "router"
    plan.steps[1].step.kind = .run(SourceText("x", start: Plans.here))
    let state = Driven.proving(plan, [:]).machine.state
    #expect(RunSummary(of: state).services.first?.verified == nil)
    #expect(RunSummary(of: state).proof == nil)
  }
}
