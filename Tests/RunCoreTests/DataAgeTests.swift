import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

/// How old restored data are at the disruption, and what becomes of a backup that is younger than that.
struct DataAgeTests {
  private static let target = Target(rto: .seconds(1_800), rpo: .seconds(3_600))

  /// A recovery of which a person said that it began ten minutes before the run, or a drill that assumes as much.
  private static func recovered(
    _ mode: RunMode, point: WallTime?, disruption: WallTime, target: Target = target
  ) throws -> Tale {
    let before = Tale.opened - disruption
    let allowances = Allowances(detect: before, decide: .zero, mobilise: .zero)
    var tale = Tale(Plans.recovery(mode, target: target, allowances: allowances))
    try tale.open()
    if mode == .incident {
      for clock in [RunClock.disruption, .detected, .declared] {
        try tale.say(.clockStamped(ClockStamp(clock: clock, time: disruption, by: Tale.person)), at: 1)
      }
    }
    for (step, start) in [("load", 5.0), ("check", 66), ("owner", 71)] {
      try tale.start(step, at: start)
      try tale.end(step, at: start + 4, recoveryPoint: step == "load" ? point : nil)
    }
    return tale
  }

  private static let minute = Tale.opened - .seconds(600)
  private static let instant = Tale.opened - .milliseconds(599_500)

  @Test(
    arguments: [
      (.incident, minute, .seconds(-60), .seconds(60), .met), (.incident, minute, .zero, .zero, .met),
      // Somebody who says 02:47 means the whole minute, and clocks differ by a second.
      (.incident, minute, .milliseconds(59_999), .zero, .met),
      (.incident, minute, .seconds(60), .seconds(-60), .unknown),
      (.incident, minute, .seconds(2_520), .seconds(-2_520), .unknown),
      (.incident, instant, .seconds(1), .zero, .met), (.incident, instant, .seconds(2), .seconds(-2), .unknown),
      // A drill's disruption is reckoned and not said.
      (.drill, minute, .seconds(1), .zero, .met),
      (.drill, minute, .milliseconds(1_001), .milliseconds(-1_001), .unknown),
      (.drill, minute, .seconds(300), .seconds(-300), .unknown),
      (.drill, minute, .seconds(-3_601), .seconds(3_601), .missed),
    ] as [(RunMode, WallTime, Duration, Duration, ServiceSummary.Judgement)])
  func `a backup that is younger than the disruption meets no target`(
    mode: RunMode, disruption: WallTime, after: Duration, age: Duration, judgement: ServiceSummary.Judgement
  ) throws {
    let tale = try Self.recovered(mode, point: disruption + after, disruption: disruption)
    let service = try #require(RunSummary(of: tale.state).services.first)
    #expect((service.rpa, service.rpoJudgement) == (age, judgement))
    #expect(service.madeAfterDisruption == (age < .zero ? age.magnitude : nil))
    let judged = tale.judged(at: 100)
    #expect(judged.verdict == (judgement == .missed ? .targetMissed : age < .zero ? .passedWithConditions : .passed))
  }

  @Test func `the verdict says what may be wrong with such a backup`() throws {
    let point = Self.minute + .seconds(2_520)
    let made = "the backup that shop was restored from was made 42m 00s after the disruption"
    #expect(
      try Self.recovered(.incident, point: point, disruption: Self.minute).judged(at: 100).findings
        == ["\(made): it may hold the damage"])
    #expect(
      try Self.recovered(.drill, point: point, disruption: Self.minute).judged(at: 100).findings
        == ["\(made) that the drill assumes: after a real one there may be none, or it may hold the damage"])
  }

  @Test func `where nobody set a target for the age of the data, such a backup is a condition all the same`() throws {
    let tale = try Self.recovered(
      .incident, point: Self.minute + .seconds(2_520), disruption: Self.minute, target: .standard)
    #expect(RunSummary(of: tale.state).services.first?.rpoJudgement == ServiceSummary.Judgement.none)
    #expect(tale.judged(at: 100).verdict == .passedWithConditions)
  }

  @Test func `data that no check has seen whole meet no target, and one that is too old is missed all the same`() throws
  {
    for (age, judgement) in [(60.0, ServiceSummary.Judgement.unknown), (7_200, .missed)] {
      var tale = Tale(Plans.recovery(.drill, target: Self.target))
      try tale.open()
      try tale.start("load", at: 5)
      try tale.end("load", at: 9, recoveryPoint: Tale.opened - .seconds(age))
      try tale.start("check", at: 66)
      try tale.end("check", .failed, at: 70)
      let service = try #require(RunSummary(of: tale.state).services.first)
      #expect((service.rpa, service.rpoJudgement) == (.seconds(age), judgement))
      #expect(RunSummary(of: tale.state, by: .first).services.first?.rpoJudgement == (age < 3_600 ? .met : .missed))
      #expect(!tale.judged(at: 100).findings.contains { $0.contains("age of the restored data") })
    }
  }

  @Test(arguments: [(45.0, ServiceSummary.Judgement.unknown), (2_000, .missed)])
  func `a service that was accepted and never verified meets no target`(
    accepted: Double, judgement: ServiceSummary.Judgement
  ) throws {
    var tale = Tale(Plans.recovery(.drill, target: Target(rto: .seconds(1_800), until: .accepted)))
    try tale.open()
    for (step, outcome, end) in [("load", Outcome.passed, 9.0), ("check", .failed, 20), ("owner", .passed, accepted)] {
      try tale.start(step, at: end - 5)
      try tale.end(step, outcome, at: end)
    }
    let service = try #require(RunSummary(of: tale.state).services.first)
    #expect((service.verified, service.countedRTA, service.rtoJudgement) == (nil, .seconds(accepted), judgement))
    #expect(
      RunSummary(of: tale.state, by: .first).services.first?.rtoJudgement == (judgement == .missed ? .missed : .met))
    #expect(tale.judged(at: 3_000).findings.contains("no check proves that shop works; it was only accepted"))
  }

  @Test func `a report of the first format is made again by the rules of its time`() throws {
    var tale = try Self.recovered(.incident, point: Self.minute + .seconds(2_520), disruption: Self.minute)
    try tale.say(.runFinished(RunEnding(verdict: .passed, findings: [])), at: 100)
    let (old, new) = (RunSummary(of: tale.state, by: .first), RunSummary(of: tale.state))
    #expect((old.format, new.format) == (1, 2))
    #expect((old.services.first?.rpa, old.services.first?.rpoJudgement) == (.zero, .met))
    #expect((new.services.first?.rpa, new.services.first?.rpoJudgement) == (.seconds(-2_520), .unknown))
    #expect(new.verdict == .passed, "what the journal says of its verdict stays")
    let word = ClockStamp(clock: .detected, time: Self.minute + .seconds(60), by: Tale.person)
    try tale.say(.clockStamped(word), at: 200)
    #expect(
      RunSummary(of: tale.state, by: .first).findings == ["the time of the detection was set after the run's end"])
    #expect(RunSummary(of: tale.state).findings.count == 2, "judged anew, it is judged by today's rules")
  }
}
