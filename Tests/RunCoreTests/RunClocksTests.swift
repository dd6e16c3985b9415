import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

struct RunClocksTests {
  private static let allowances = Allowances(detect: .seconds(180), decide: .seconds(300), mobilise: .seconds(120))

  private func recovered(
    _ mode: RunMode = .drill, target: Target, allowances: Allowances? = nil, recoveryPoint: WallTime? = nil
  ) throws -> Tale {
    var tale = Tale(Plans.recovery(mode, target: target, allowances: allowances))
    try tale.open()
    try tale.start("load", at: 5)
    try tale.end("load", at: 65, recoveryPoint: recoveryPoint)
    try tale.start("check", at: 66)
    try tale.end("check", at: 70)
    try tale.start("owner", at: 71)
    try tale.end("owner", at: 400)
    return tale
  }

  @Test func `a drill's clocks start before it, by the site's allowances`() throws {
    let clocks = RunSummary(of: try recovered(target: .standard, allowances: Self.allowances).state).clocks
    #expect(clocks.disruption?.elapsed == .seconds(-600))
    #expect(clocks.detected?.elapsed == .seconds(-420))
    #expect(clocks.declared?.elapsed == .seconds(-120))
    #expect(clocks.started?.elapsed == .zero)
    #expect(clocks.firstStep?.elapsed == .seconds(5))
    #expect(clocks.disruption?.wall == Tale.opened - .seconds(600))
  }

  @Test func `without allowances a drill's disruption is its start, and an incident's is unknown`() throws {
    #expect(RunSummary(of: try recovered(target: .standard).state).clocks.disruption?.elapsed == .zero)
    #expect(RunSummary(of: try recovered(.incident, target: .standard).state).clocks.disruption == nil)
  }

  @Test func `T5, T6 and T7 are the ends of restore, of the last check and of accept`() throws {
    let service = try #require(RunSummary(of: try recovered(target: .standard).state).services.first)
    #expect(service.dataRestored?.elapsed == .seconds(65))
    #expect(service.verified?.elapsed == .seconds(70))
    #expect(service.accepted?.elapsed == .seconds(400))
  }

  @Test(arguments: [
    (Target.Clock.disruption, Target.End.verified, 670), (.declared, .verified, 190), (.started, .verified, 70),
    (.disruption, .accepted, 1_000), (.started, .accepted, 400),
  ])
  func `the recovery time runs between the target's clock and its end, and meets it up to the last nanosecond`(
    clock: Target.Clock, until: Target.End, seconds: Int
  ) throws {
    let expected = Duration.seconds(seconds)
    for (rto, judgement) in [(expected, ServiceSummary.Judgement.met), (expected - .nanoseconds(1), .missed)] {
      let tale = try recovered(target: Target(rto: rto, clock: clock, until: until), allowances: Self.allowances)
      let service = try #require(RunSummary(of: tale.state).services.first)
      #expect(service.countedRTA == expected)
      #expect(service.rtoJudgement == judgement)
    }
  }

  @Test(arguments: [
    (3_600, ServiceSummary.Judgement.met), (3_599, .missed),
  ])
  func `the age of the data counts from the disruption`(rpo: Int, judgement: ServiceSummary.Judgement) throws {
    let tale = try recovered(
      target: Target(rto: .seconds(1_800), rpo: .seconds(rpo)), recoveryPoint: Tale.opened - .seconds(3_600))
    let service = try #require(RunSummary(of: tale.state).services.first)
    #expect(service.rpa == .seconds(3_600))
    #expect(service.rpoJudgement == judgement)
  }

  @Test func `data without a time make the age unknown, and the run no better than conditional`() throws {
    let tale = try recovered(target: Target(rto: .seconds(1_800), rpo: .seconds(60)))
    #expect(RunSummary(of: tale.state).services.first?.rpoJudgement == .unknown)
    #expect(tale.judged(at: 500).verdict == .passedWithConditions)
  }

  @Test func `a time that a person gives replaces one that was reckoned, and nil says that nobody knows`() throws {
    var tale = try recovered(target: .standard, allowances: Self.allowances)
    let stamp = ClockStamp(clock: .disruption, time: Tale.opened - .seconds(60), by: Tale.person)
    try tale.say(.clockStamped(stamp), at: 410)
    #expect(RunSummary(of: tale.state).services.first?.rta == .seconds(130))
    try tale.say(.clockStamped(ClockStamp(clock: .disruption, time: nil, by: Tale.person)), at: 420)
    #expect(RunSummary(of: tale.state).services.first?.rtoJudgement == .unknown)
  }

  @Test func `a clock that is corrected after the end changes the verdict with it`() throws {
    var tale = try recovered(.drill, target: Target(rto: .seconds(100)))
    try tale.say(.runFinished(RunEnding(verdict: .passed, findings: [])), at: 401)
    #expect(RunSummary(of: tale.state).verdict == .passed)
    let stamp = ClockStamp(clock: .disruption, time: Tale.opened - .seconds(60), by: Tale.person)
    try tale.say(.clockStamped(stamp), at: 402)
    #expect(RunSummary(of: tale.state).verdict == .targetMissed)
  }

  @Test func `a correction after the end makes the run no longer, and what the clocks did meanwhile is no part of it`()
    throws
  {
    var tale = try recovered(.drill, target: .standard)
    try tale.say(.runFinished(RunEnding(verdict: .passed, findings: [])), at: 401)
    var session = Tale.session
    session.boot = "b2"
    var stamp = Tale.stamp(90_000)
    stamp.uptime = Uptime(nanoseconds: 9_000_000_000)
    let sequence = tale.state.lastSequence
    try tale.state.apply(JournalEntry(sequence: sequence + 1, stamp: stamp, event: .sessionOpened(session)))
    stamp.wall = stamp.wall + .seconds(3_600)
    let word = ClockStamp(clock: .disruption, time: nil, by: Tale.person)
    try tale.state.apply(JournalEntry(sequence: sequence + 2, stamp: stamp, event: .clockStamped(word)))
    #expect(tale.state.irregularities.isEmpty)
    #expect(RunSummary(of: tale.state).clocks.ended?.elapsed == .seconds(401))
  }

  @Test func `the wall clock moves no duration, and its jump is noted`() throws {
    var tale = Tale(Plans.recovery(target: .standard))
    try tale.open()
    try tale.start("load", at: 5)
    var stamp = Tale.stamp(65)
    stamp.wall = stamp.wall - .seconds(7_200)
    let end = AttemptEnd(
      attempt: AttemptID(step: Plans.id("load"), number: 1, purpose: .work), report: AttemptReport(.succeeded),
      disposition: .over(.passed))
    try tale.state.apply(JournalEntry(sequence: 4, stamp: stamp, event: .stepFinished(end)))
    #expect(tale.state[Plans.id("load")]?.attempts.first?.duration == .seconds(60))
    #expect(tale.state.irregularities.map(\.kind) == [.wallClockJumped(DurationText(wrappedValue: .seconds(-7_200)))])
  }

  @Test func `a wall clock that was set while nobody had the run in hand is noted beside the gap`() throws {
    var tale = Tale(Plans.recovery(target: .standard))
    try tale.open()
    var stamp = Tale.stamp(300)
    stamp.wall = stamp.wall + .seconds(3_600)
    try tale.state.apply(JournalEntry(sequence: 3, stamp: stamp, event: .sessionOpened(Tale.session)))
    let gap = Irregularity.Kind.gapBetweenSessions(DurationText(wrappedValue: .seconds(300)))
    let jump = Irregularity.Kind.wallClockJumped(DurationText(wrappedValue: .seconds(3_600)))
    #expect(tale.state.irregularities.map(\.kind) == [gap, jump])
  }

  @Test func `after a reboot only the wall clocks tell how long nobody was in charge`() throws {
    var tale = Tale(Plans.recovery(target: .standard))
    try tale.open()
    var stamp = Tale.stamp(300)
    stamp.uptime = Uptime(nanoseconds: 9_000_000_000)
    var session = Tale.session
    session.boot = "b2"
    try tale.state.apply(JournalEntry(sequence: 3, stamp: stamp, event: .sessionOpened(session)))
    #expect(tale.state.last?.elapsed == .seconds(300))
    let gap = Irregularity.Kind.gapBetweenSessions(DurationText(wrappedValue: .seconds(300)))
    #expect(tale.state.irregularities.map(\.kind) == [gap, .machineRebooted])
  }
}
