import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

struct VerdictTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var load: Outcome? = .passed
    var check: Outcome? = .passed
    var owner: Outcome? = .passed
    var target = Target.standard
    var stop: StopRequest.Cause?
    var verdict: Verdict
    var finding: String?
  }

  static let cases: [Case] = [
    Case(testDescription: "all passed", verdict: .passed),
    Case(
      testDescription: "a target was missed", target: Target(rto: .seconds(10)), verdict: .targetMissed,
      finding: "shop took 30.0s, 20.0s over its target"),
    Case(
      testDescription: "the run stopped at a failure", load: .failed, check: nil, owner: nil,
      stop: .failure(Plans.id("load")), verdict: .failed, finding: "web.load failed: it broke"),
    Case(
      testDescription: "an operator stopped the run", check: nil, owner: nil, stop: .operator(Tale.person),
      verdict: .stopped, finding: "stopped by matthew (root)"),
    Case(
      testDescription: "the journal of a drill broke", check: nil, owner: nil, stop: .bookkeeping, verdict: .failed,
      finding: "the journal could not be written, so the drill proves nothing"),
    Case(
      testDescription: "a failed check went on", check: .failed, verdict: .failed,
      finding: "shop is not verified: web.check failed: it broke"),
    Case(
      testDescription: "a failed step that is no check went on", owner: .failed, verdict: .passedWithConditions,
      finding: "web.owner failed and the run went on: it broke"),
    Case(
      testDescription: "a step was skipped", owner: .skipped, verdict: .passedWithConditions,
      finding: "web.owner was skipped"),
    Case(
      testDescription: "a step was done by hand", load: .byHand, verdict: .passedWithConditions,
      finding: "web.load was done by hand"),
    Case(testDescription: "a step was done already", load: .alreadyDone, verdict: .passed),
    Case(testDescription: "a step was left out as planned", owner: .excluded, verdict: .passed),
    Case(
      testDescription: "the only check was skipped", check: .skipped, verdict: .failed,
      finding: "shop is not verified: every check of it was left out or vouched for"),
    Case(
      testDescription: "the only check was left out, and the owner accepted", check: .excluded,
      target: Target(rto: .seconds(1_800), until: .accepted), verdict: .passedWithConditions,
      finding: "no check proves that shop works; it was only accepted"),
    Case(
      testDescription: "a step was cancelled", owner: .cancelled, stop: .failure(Plans.id("load")),
      verdict: .failed, finding: "web.owner was cancelled: it broke"),
  ]

  @Test(arguments: cases)
  func `a run gets the verdict that its steps, targets and stops deserve`(example: Case) throws {
    var tale = Tale(Plans.recovery(target: example.target))
    try tale.open()
    for (step, outcome, seconds) in [
      ("load", example.load, 20.0), ("check", example.check, 30), ("owner", example.owner, 40),
    ] {
      guard let outcome else { continue }
      try tale.start(step, at: seconds - 5)
      try tale.end(step, outcome, at: seconds)
    }
    if let cause = example.stop {
      try tale.say(.stopRequested(StopRequest(cause: cause, cancelsRunning: false)), at: 50)
    }
    let (verdict, findings) = tale.judged(at: 60)
    #expect(verdict == example.verdict, "\(findings)")
    if let finding = example.finding { #expect(findings.contains(finding), "\(findings)") }
    if verdict == .passed { #expect(findings.isEmpty) }
  }

  @Test(arguments: [
    (Verdict.passed, 0), (.failed, 1), (.passedWithConditions, 3), (.stopped, 4), (.targetMissed, 5),
  ])
  func `each verdict has its exit status`(verdict: Verdict, status: Int) { #expect(Int(verdict.exitStatus) == status) }

  @Test func `what was not the plan is listed in the order in which it happened`() throws {
    var tale = Tale(Plans.recovery(target: .standard))
    try tale.open()
    try tale.start("load", at: 1)
    let first = AttemptID(step: Plans.id("load"), number: 1, purpose: .work)
    let again = Disposition.again(.work, after: DurationText(wrappedValue: .seconds(1)), why: .retry)
    try tale.say(
      .stepFinished(AttemptEnd(attempt: first, report: AttemptReport(.failed, message: "busy"), disposition: again)),
      at: 2)
    try tale.start("load", at: 3)
    let second = AttemptID(step: Plans.id("load"), number: 2, purpose: .work)
    try tale.say(
      .stepFinished(AttemptEnd(attempt: second, report: AttemptReport(.failed), disposition: .ask)), at: 4)
    let prompt = Prompt(number: 1, step: Plans.id("load"), subject: .failure, question: "?", choices: Choice.allCases)
    try tale.say(.promptOpened(prompt), at: 4)
    try tale.say(.promptAnswered(PromptAnswer(prompt: 1, choice: .done, reason: "by USB", by: Tale.person)), at: 9)
    try tale.say(.bookkeepingLost(BookkeepingLoss(reason: "disk full")), at: 10)
    let deviations = RunSummary(of: tale.state).deviations
    #expect(deviations.map(\.kind) == [.retried, .byHand, .bookkeepingLost])
    #expect(deviations.map(\.reason) == ["busy", "by USB", "disk full"])
    #expect(deviations[1].by == Tale.person)
    #expect(RunSummary(of: tale.state).waits.first?.waited == .seconds(5))
  }
}
