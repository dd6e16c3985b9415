import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

/// The time of what only a drill does, which no recovery time holds.
struct DrillOverheadTests {
  /// install, seen-red, load beside other, check; the trial and `other` as told.
  static func tale(
    trial: (Double, Double), other: (Double, Double)?, _ plan: Plan = ProofPlans.plan(breaks: false)
  ) throws -> Tale {
    var plan = plan
    plan.steps.append(Plans.step("other", .install))
    var tale = Tale(plan)
    try tale.open()
    try tale.start("install", at: 1)
    var events: [(Double, String, Bool)] = [
      (2, "install", false), (trial.0, "seen-red", true), (trial.1, "seen-red", false), (30, "load", true),
      (40, "load", false), (41, "check", true), (50, "check", false),
    ]
    if let other { events += [(other.0, "other", true), (other.1, "other", false)] }
    for (second, step, isStart) in events.sorted(by: { $0.0 < $1.0 }) {
      if isStart { try tale.start(step, at: second) } else { try tale.end(step, at: second) }
    }
    return tale
  }

  @Test(
    arguments: [
      ((10, 20), nil, 10),
      // Another step runs all the while, for a part, at both ends, or not at the time.
      ((10, 20), (5, 25), 0), ((10, 20), (5, 14), 6), ((10, 20), (15, 29), 5), ((10, 20), (12, 15), 7),
      ((10, 20), (21, 29), 10), ((10, 20), (10, 20), 0),
    ] as [((Double, Double), (Double, Double)?, Double)])
  func `is counted only while nothing else runs`(trial: (Double, Double), other: (Double, Double)?, seconds: Double)
    throws
  {
    let summary = RunSummary(of: try Self.tale(trial: trial, other: other).state)
    let service = try #require(summary.services.first)
    #expect(service.rta == .seconds(50 - seconds))
    #expect(service.drillOverhead == (seconds > 0 ? .seconds(seconds) : nil))
    #expect(summary.drillOverhead == .seconds(seconds))
  }

  @Test func `what lies behind the check that counts is taken from nothing`() throws {
    var plan = ProofPlans.plan()
    plan.mode = .drill
    let state = Driven.proving(plan, [:]).machine.state
    let summary = RunSummary(of: state)
    let service = try #require(summary.services.first)
    let verified = try #require(service.verified)
    let whole = try #require(summary.drillOverhead)
    #expect(whole > service.drillOverhead ?? .zero)
    #expect(service.rta == verified.elapsed - (service.drillOverhead ?? .zero))
  }

  @Test func `an incident has none`() throws {
    var plan = ProofPlans.plan(breaks: false)
    plan.mode = .incident
    plan.steps.removeAll { $0.proof != nil }
    plan.steps[1].needs = []
    #expect(RunSummary(of: Driven.proving(plan, [:]).machine.state).drillOverhead == nil)
  }

  @Test func `a step that waits for a person or another try counts as running`() throws {
    var plan = ProofPlans.plan(breaks: false)
    plan.steps.append(Plans.step("other", .install) { $0.retry = Retry(attempts: 3, delay: .seconds(60)) })
    var tale = Tale(plan)
    try tale.open()
    try tale.start("install", at: 1)
    try tale.end("install", at: 2)
    try tale.start("other", at: 3)
    let attempt = AttemptID(step: Plans.id("other"), number: 1, purpose: .work)
    let again = Disposition.again(.work, after: DurationText(wrappedValue: .seconds(60)), why: .retry)
    try tale.say(.stepFinished(AttemptEnd(attempt: attempt, report: AttemptReport(.failed), disposition: again)), at: 4)
    try tale.start("seen-red", at: 10)
    try tale.end("seen-red", at: 20)
    #expect(RunSummary(of: tale.state).drillOverhead == .zero)
  }
}
