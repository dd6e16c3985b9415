import RecoveryPlanning
import RunbookModel
import Testing

@testable import RunCore

/// Notes, findings, clocks and participants, during a run and after it.
struct WordsOfPeopleTests {
  private static let person = Operator(user: "root", attested: "matthew", attestation: .option)

  private static func note(_ text: String, told: Int? = nil, finding: FindingTerms? = nil) -> RunEvent {
    var note = Note(text: text, by: person, finding: finding)
    note.told = told
    return .noted(note)
  }

  private static func change(_ number: Int, _ status: FindingStatus) -> RunEvent {
    .findingChanged(FindingChange(finding: number, status: status, by: person))
  }

  private static let terms = FindingTerms(severity: .severe, owner: "ruth", due: "2026-12-01")

  /// load is done, and the run is over.
  private func finished(
    _ mode: RunMode = .drill, target: Target = .standard, isOver: Bool = true
  ) throws -> Tale {
    var tale = Tale(
      Plans.plan([Plans.step("load", .restore), Plans.step("check", .verify)], mode: mode, target: target))
    try tale.open()
    for (place, step) in ["load", "check"].enumerated() {
      try tale.start(step, at: Double(place) * 10)
      try tale.end(step, at: Double(place) * 10 + 10)
    }
    if isOver { try tale.say(.runFinished(RunEnding(verdict: .passed, findings: [])), at: 20) }
    return tale
  }

  private func begun(_ mode: RunMode = .drill) -> Driven {
    var run = Driven(Plans.plan([Plans.step("load", .restore)], mode: mode))
    run.hear(.sessionOpened(Tale.session), at: 0)
    return run
  }

  @Test func `two notes at once get numbers of their own, findings among them`() {
    var run = begun()
    run.hear(Self.note("the UPS beeps"), at: 1)
    run.hear(Self.note("no vault", finding: Self.terms), at: 1)
    let notes = run.machine.state.notes.map(\.word)
    #expect(notes.map(\.number) == [1, 2])
    #expect(notes.map { $0.finding != nil } == [false, true])
    #expect(run.machine.state.status(ofFinding: 2) == .open)
  }

  @Test func `a run that is taken up and told everything again takes each word once`() {
    var run = begun(.incident)
    let stamp = ClockStamp(clock: .disruption, time: Tale.opened, by: Self.person)
    var told = stamp
    told.told = 4
    var there = Participation(person: "ruth", presence: .present, by: Self.person)
    there.told = 3
    var accepted = FindingChange(finding: 1, status: .accepted, by: Self.person)
    accepted.told = 2
    let words: [RunEvent] = [
      Self.note("no vault", told: 1, finding: Self.terms), .findingChanged(accepted), .participantNoted(there),
      .clockStamped(told),
    ]
    for word in words { run.hear(word, at: 1) }
    var again = run.resumed()
    again.hear(.sessionOpened(Tale.session), at: 2)
    for word in words { again.hear(word, at: 2) }
    let state = again.machine.state
    #expect(
      (state.notes.count, state.findingChanges.count, state.participations.count, state.clocks.count) == (1, 1, 1, 1))
    again.hear(Self.note("no vault", told: 5), at: 3)
    #expect(again.machine.state.notes.count == 2, "the same text told once more is another note")
  }

  @Test func `a word on a finding that isn't there or is closed changes nothing`() {
    var run = begun()
    run.hear(Self.note("the UPS beeps"), at: 1)
    run.hear(Self.note("no vault", finding: Self.terms), at: 1)
    for number in [0, 1, 3] {
      run.hear(Self.change(number, .closed), at: 2)
      #expect(run.machine.state.findingChanges.isEmpty, "\(number)")
    }
    run.hear(Self.change(2, .retested), at: 3)
    run.hear(Self.change(2, .closed), at: 4)
    run.hear(Self.change(2, .accepted), at: 5)
    #expect(run.machine.state.findingChanges.map(\.word.status) == [.retested, .closed])
    #expect(run.machine.state.status(ofFinding: 2) == .closed)
  }

  @Test(
    arguments: [
      (1, "the run has no finding 1; its findings are 2"), (7, "the run has no finding 7; its findings are 2"),
      (2, nil),
    ] as [(Int, String?)])
  func `whoever speaks of a finding hears why that doesn't count`(number: Int, objection: String?) {
    var run = begun()
    run.hear(Self.note("the UPS beeps"), at: 1)
    run.hear(Self.note("no vault", finding: Self.terms), at: 1)
    let change = FindingChange(finding: number, status: .closed, by: Self.person)
    #expect(run.machine.state.objection(to: change) == objection)
  }

  @Test func `a clock of a service needs one of the run, and one of the run none`() {
    var run = begun(.incident)
    for (clock, service) in [
      (RunClock.accepted, nil as ServiceName?), (.accepted, "other"), (.backlogCleared, nil), (.disruption, "shop"),
    ] {
      run.hear(.clockStamped(ClockStamp(clock: clock, service: service, time: Tale.opened, by: Self.person)), at: 1)
    }
    #expect(run.machine.state.clocks.isEmpty)
    run.hear(.clockStamped(ClockStamp(clock: .disruption, time: Tale.opened, by: Self.person)), at: 1)
    #expect(run.machine.state.time(of: .disruption) == Tale.opened)
  }

  @Test(
    arguments: [
      (.incident, .disruption, nil, 0, true), (.incident, .disruption, nil, 50, true),
      (.incident, .disruption, nil, 90, false), (.incident, .declared, nil, 3_600, false),
      (.drill, .disruption, nil, -600, false), (.drill, .detected, nil, -60, false),
      (.incident, .accepted, "shop", 19, true), (.incident, .accepted, "shop", 600, true),
      (.incident, .accepted, "shop", -120, false), (.incident, .backlogCleared, "shop", -120, false),
    ] as [(RunMode, RunClock, ServiceName?, Int, Bool)])
  func `a clock that contradicts what was measured doesn't count`(
    mode: RunMode, clock: RunClock, service: ServiceName?, seconds: Int, counts: Bool
  ) throws {
    let state = try finished(mode).state
    let stamp = ClockStamp(
      clock: clock, service: service, time: Tale.opened + .seconds(seconds), by: Self.person)
    #expect((state.objection(to: stamp) == nil) == counts, "\(state.objection(to: stamp) ?? "")")
  }

  @Test func `nothing can be accepted that was never verified`() {
    let stamp = ClockStamp(clock: .accepted, service: "shop", time: Tale.opened + .seconds(60), by: Self.person)
    #expect(begun(.incident).machine.state.objection(to: stamp)?.contains("is not verified") == true)
  }

  @Test func `a run that is over takes words, opens one session for them, and sends nothing more`() throws {
    let tale = try finished()
    var run = Driven(tale.state.plan, state: tale.state)
    run.hear(.sessionOpened(Tale.session), at: 30)
    #expect(run.entries.isEmpty, "who says nothing leaves no trace")
    run.hear(.updateSent(SentUpdate(channel: "managers", about: [], text: "", attempts: 1)), at: 31)
    #expect(run.entries.isEmpty)
    run.hear(Self.note("no vault", finding: Self.terms), at: 32)
    run.hear(.participantNoted(Participation(person: "ruth", presence: .absent, by: Self.person)), at: 33)
    run.hear(Self.change(1, .closed), at: 34)
    let state = run.machine.state
    #expect(state.sessions.count == 2)
    #expect((state.notes.count, state.participations.count, state.findingChanges.count) == (1, 1, 1))
    #expect(state.ended?.elapsed == .seconds(20), "what is noted later makes no run longer")
    #expect(RunSummary(of: state).verdict == .passed)
  }

  @Test func `during a run, what was sent is recorded`() {
    var run = begun()
    run.hear(.updateSent(SentUpdate(channel: "managers", about: ["started"], text: "x", attempts: 1)), at: 1)
    #expect(run.machine.state.updates.count == 1)
  }

  @Test func `a recorder writes words down, and starts, ends and answers nothing of the run`() {
    let before = begun()
    var ask = before
    ask.machine = RunMachine.recorder(of: before.machine.state, opening: Tale.opening(.drill), now: Tale.stamp(5))
    ask.hear(.sessionOpened(Tale.session), at: 5)
    #expect(ask.effects.isEmpty)
    let effects = ask.hear(Self.note("the UPS beeps"), at: 6)
    #expect(effects.isEmpty, "\(effects)")
    #expect(ask.entries.count == 2, "the session, and the note")
    #expect(ask.machine.state.steps.map(\.state) == before.machine.state.steps.map(\.state))
  }

  @Test func `a clock set after the end is judged anew, and the old value stays in the record`() throws {
    let tale = try finished(.incident)
    #expect(
      try finished(.incident, isOver: false).judged(at: 20).findings
        == ["the recovery time of shop is unknown: nobody said when the disruption was"])
    var run = Driven(tale.state.plan, state: tale.state)
    run.hear(.sessionOpened(Tale.session), at: 30)
    for minutes in [40, 10] {
      let time = Tale.opened - .seconds(minutes * 60)
      run.hear(.clockStamped(ClockStamp(clock: .disruption, time: time, by: Self.person)), at: 31)
      let summary = RunSummary(of: run.machine.state)
      #expect(summary.verdict == (minutes == 40 ? .targetMissed : .passedWithConditions))
      #expect(summary.findings.contains("the time of the disruption was set after the run's end"))
    }
    #expect(RunSummary(of: run.machine.state).clockHistory.count == 2)
  }

  @Test(arguments: [Target.End.verified, .accepted])
  func `a service that was accepted by word alone counts where the target says so`(end: Target.End) throws {
    var target = Target.standard
    target.until = end
    var tale = try finished(target: target)
    let early = RunSummary(of: tale.state).services[0]
    #expect(early.countedRTA == .seconds(20), "without any acceptance the checks count")
    try tale.say(.sessionOpened(Tale.session), at: 30)
    let word = ClockStamp(clock: .accepted, service: "shop", time: Tale.opened + .seconds(3_600), by: Self.person)
    try tale.say(.clockStamped(word), at: 31)
    let service = RunSummary(of: tale.state).services[0]
    #expect(service.rtaAccepted == .seconds(3_600))
    #expect(service.countedRTA == (end == .accepted ? .seconds(3_600) : .seconds(20)))
    #expect(service.rtoJudgement == (end == .accepted ? .missed : .met))
  }
}
