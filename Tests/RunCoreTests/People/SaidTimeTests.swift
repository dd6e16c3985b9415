import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

/// Times of a service that a person gives, beside measured ones and in their place.
struct SaidTimeTests {
  private static let target = Target(rto: .seconds(1_800), rpo: .seconds(86_400), until: .accepted)

  /// Verified after a minute and a half, accepted by its step after ten minutes and five seconds.
  private static func recovered(
    load: Outcome = .passed, points: [Double?] = [-3_600, nil], owner: Outcome = .passed
  ) throws -> Tale {
    func saysPoint(_ step: inout Step) { step.recoveryPoint = SourceText("x", start: Plans.here) }
    func goesOn(_ step: inout Step) { step.onFailure = .continue }
    let plan = Plans.plan(
      [
        Plans.step("load", .restore, saysPoint), Plans.step("files", .restore, needs: ["load"]),
        Plans.step("check", .verify, needs: ["files"]), Plans.step("owner", .accept, needs: ["check"], goesOn),
      ], target: target)
    var tale = Tale(plan)
    try tale.open()
    let ends = [("load", load, 20.0), ("files", Outcome.passed, 40), ("check", .passed, 90), ("owner", owner, 605)]
    for (place, (step, outcome, end)) in ends.enumerated() {
      try tale.start(step, at: end - 10)
      let point = points.indices.contains(place) ? points[place] : nil
      try tale.end(step, outcome, at: end, recoveryPoint: point.map { Tale.stamp($0).wall })
    }
    return tale
  }

  private static func say(_ clock: RunClock, _ seconds: Double?, _ tale: inout Tale, at: Double = 700) throws {
    let time = seconds.map { Tale.stamp($0).wall }
    try tale.say(.clockStamped(ClockStamp(clock: clock, service: "shop", time: time, by: Tale.person)), at: at)
  }

  @Test(
    arguments: [
      // Earlier than its step measured, in the same minute, by the same clock, later.
      (300, 605, false, nil), (600, 605, nil, nil), (604.5, 605, nil, nil), (900, 900, true, .passedWithConditions),
      (2_400, 2_400, true, .targetMissed), (nil, 605, nil, nil),
    ] as [(Double?, Double, Bool?, Verdict?)])
  func `of an acceptance that was measured and one that was said, the later counts, and both are named`(
    said: Double?, counted: Double, counts: Bool?, verdict: Verdict?
  ) throws {
    var tale = try Self.recovered()
    try Self.say(.accepted, said, &tale)
    let summary = RunSummary(of: tale.state)
    let service = summary.services[0]
    #expect((service.rtaAccepted, service.countedEnd?.wall) == (.seconds(counted), Tale.stamp(counted).wall))
    #expect(service.said(.accepted)?.counts == counts)
    #expect(service.said(.accepted)?.measured == counts.map { _ in Tale.stamp(605).wall })
    #expect(tale.judged(at: 710).verdict == verdict ?? .passed)
    let detail = summary.deviations.first { $0.kind == .timeSaid }?.detail
    #expect((detail != nil) == (counts != nil))
    #expect(summary.deviations.first?.by == (counts == nil ? nil : Tale.person))
    if counts == false {
      #expect(
        detail == "acceptance of shop: said 2026-09-21T08:05:00+00:00, measured 2026-09-21T08:10:05+00:00; "
          + "what was measured counts")
    }
  }

  @Test func `the last word holds, and who takes it back leaves what was measured`() throws {
    var tale = try Self.recovered()
    try Self.say(.accepted, 900, &tale)
    try Self.say(.accepted, 1_200, &tale, at: 701)
    #expect(RunSummary(of: tale.state).services[0].rtaAccepted == .seconds(1_200))
    #expect(
      tale.judged(at: 710).findings == [
        "shop counts as accepted at 2026-09-21T08:20:00+00:00, by the word of matthew (root); "
          + "its step measured 2026-09-21T08:10:05+00:00"
      ])
    try Self.say(.accepted, nil, &tale, at: 702)
    #expect(RunSummary(of: tale.state).services[0].rtaAccepted == .seconds(605))
    #expect(RunSummary(of: tale.state).services[0].said == nil)
  }

  @Test func `nobody accepts a service before its last check held`() throws {
    // The check ends half a minute behind the minute that is said.
    var tale = Tale(Plans.recovery(.incident, target: Target(rto: .seconds(600), clock: .started, until: .accepted)))
    try tale.open()
    for (step, outcome, end) in [("load", Outcome.passed, 20.0), ("check", .passed, 630), ("owner", .skipped, 640)] {
      try tale.start(step, at: end - 5)
      try tale.end(step, outcome, at: end)
    }
    try Self.say(.accepted, 600, &tale)
    let service = RunSummary(of: tale.state).services[0]
    #expect((service.rtaAccepted, service.rtoJudgement) == (.seconds(630), .missed))
    #expect(RunSummary(of: tale.state, by: .first).services[0].rtaAccepted == .seconds(600))
  }

  @Test func `by the first rules a word replaced what was measured`() throws {
    var tale = try Self.recovered()
    try Self.say(.accepted, 300, &tale)
    let old = RunSummary(of: tale.state, by: .first)
    #expect(old.services[0].rtaAccepted == .seconds(300))
    #expect(old.services[0].said == nil && old.deviations.isEmpty)
  }

  @Test func `an acceptance that no step measured is a person's, and says so`() throws {
    var tale = try Self.recovered(owner: .skipped)
    try Self.say(.accepted, 300, &tale)
    let said = RunSummary(of: tale.state).services[0].said(.accepted)
    #expect(said?.counts == true && said?.measured == nil && said?.by == Tale.person)
    #expect(RunSummary(of: tale.state).deviations.allSatisfy { $0.kind != .timeSaid })
  }

  @Test(
    arguments: [
      // Nothing said; said; said older than what the other step measured; said younger: the oldest of all counts.
      (.byHand, [nil, nil], nil, nil, nil), (.byHand, [nil, nil], -7_200, 7_200, true),
      (.byHand, [nil, -3_600], nil, nil, nil), (.byHand, [nil, -3_600], -7_200, 7_200, true),
      (.byHand, [nil, -3_600], -60, 3_600, true),
      // Both steps measured: a word makes it no younger.
      (.passed, [-3_600, -1_800], nil, 3_600, nil), (.passed, [-3_600, -1_800], -7_200, 7_200, true),
      (.passed, [-3_600, -1_800], -60, 3_600, false), (.passed, [-3_599, nil], -3_600, 3_599, nil),
      (.byHand, [nil, nil], -90_000, 90_000, true),
      // What one step says is too old already, whatever the other was done by hand with.
      (.byHand, [nil, -90_000], nil, 90_000, nil), (.byHand, [nil, -90_000], -60, 90_000, false),
    ] as [(Outcome, [Double?], Double?, Double?, Bool?)])
  func `who restored by hand says from when the data are, and no word makes measured data younger`(
    load: Outcome, points: [Double?], said: Double?, age: Double?, counts: Bool?
  ) throws {
    var tale = try Self.recovered(load: load, points: points)
    if let said { try Self.say(.dataFrom, said, &tale) }
    let service = RunSummary(of: tale.state).services[0]
    #expect(service.rpa == age.map { .seconds($0) })
    #expect(service.said(.dataFrom)?.counts == counts)
    #expect(service.rpoJudgement == (age.map { $0 > 86_400 ? .missed : .met } ?? .unknown))
    let findings = tale.judged(at: 710).findings
    let word = "by the word of matthew (root)"
    let hasNoMeasure = load == .byHand && counts == true
    let begin = hasNoMeasure ? "what was restored by hand of shop counts as from " : "the data of shop count as from "
    #expect(findings.contains { $0.hasPrefix(begin) && $0.contains(word) } == (counts == true), "\(findings)")
    #expect(findings.contains("the age of the restored data of shop is unknown") == (age == nil))
  }

  @Test(
    arguments: [
      (nil, -60, "data-from is a clock of a service: say which"),
      ("mail", -60, "the run recovers no service mail, but shop"), ("shop", 40, nil), ("shop", 99, nil),
      (
        "shop", 101,
        "the data of shop can't be from 2026-09-21T08:01:41+00:00: they were restored at 2026-09-21T08:00:40+00:00"
      ),
    ] as [(ServiceName?, Double, String?)])
  func `a word on the data that can't be true is refused`(
    service: ServiceName?, seconds: Double, objection: String?
  ) throws {
    let stamp = ClockStamp(
      clock: .dataFrom, service: service, time: Tale.stamp(seconds).wall, by: Tale.person)
    #expect(try Self.recovered().state.objection(to: stamp) == objection)
  }

  @Test func `a runbook that restores nothing has no data to speak of`() {
    let state = RunState(plan: Plans.plan([Plans.step("check", .verify)]))
    let stamp = ClockStamp(clock: .dataFrom, service: "shop", time: Tale.opened, by: Tale.person)
    #expect(state.objection(to: stamp) == "the run restores no data of shop: its runbook has no restore phase")
  }
}
