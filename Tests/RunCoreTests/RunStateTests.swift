import Foundation
import RunCore
import RunbookModel
import Testing

struct RunStateTests {
  private static let load = AttemptID(step: Plans.id("load"), number: 1, purpose: .work)

  /// A run with one step under way, and an entry that can't follow.
  static let contradictions: [(Entry, String)] = [
    (.runOpened(Tale.opening(.drill)), "the run was opened before"),
    (.stepStarted(AttemptStart(attempt: load)), "web.load#1 can't start now"),
    (
      .stepStarted(AttemptStart(attempt: AttemptID(step: Plans.id("check"), number: 1, purpose: .work))),
      "web.check#1 starts before what it needs is over"
    ),
    (
      .stepStarted(AttemptStart(attempt: AttemptID(step: Plans.id("other"), number: 2, purpose: .work))),
      "web.other#2 is out of order"
    ),
    (
      .stepStarted(AttemptStart(attempt: AttemptID(step: Plans.id("gone"), number: 1, purpose: .work))),
      "the plan has no step web.gone"
    ),
    (
      .stepFinished(
        AttemptEnd(
          attempt: AttemptID(step: Plans.id("load"), number: 2, purpose: .work), report: AttemptReport(.succeeded),
          disposition: .over(.passed))), "web.load#2 ends but doesn't run"
    ),
    (.stepExcluded(StepExclusion(step: Plans.id("load"), reason: "")), "web.load has begun and can't be excluded"),
    (
      .promptOpened(Prompt(number: 1, step: Plans.id("load"), subject: .failure, question: "", choices: [])),
      "prompt 1 asks about web.load, which asks nothing"
    ),
    (.promptAnswered(PromptAnswer(prompt: 1, choice: .skip, by: Tale.person)), "prompt 1 isn't open"),
    (.runFinished(RunEnding(verdict: .passed, findings: [])), "the run ends, but web.load#1 runs"),
  ]

  @Test(arguments: contradictions.indices)
  func `an entry that can't follow is refused by its number, and changes nothing`(place: Int) throws {
    let (event, problem) = Self.contradictions[place]
    var tale = Tale(
      Plans.plan([
        Plans.step("load", .restore), Plans.step("check", .verify, needs: ["load"]), Plans.step("other", .restore),
      ]))
    try tale.open()
    try tale.start("load", at: 1)
    let before = tale.state
    let error = #expect(throws: JournalContradiction.self) { try tale.say(event, at: 2) }
    #expect(error?.description == "journal entry 4: \(problem)")
    #expect(tale.state.steps == before.steps)
    #expect(tale.state.lastSequence == 3)
  }

  @Test func `a step that was settled by one answer is not settled again by another`() throws {
    var tale = Tale(Plans.plan([Plans.step("load", .restore), Plans.step("check", .verify, needs: ["load"])]))
    try tale.open()
    try tale.start("load", at: 1)
    try tale.say(
      .stepFinished(AttemptEnd(attempt: Self.load, report: AttemptReport(.failed), disposition: .ask)), at: 2)
    for number in 1...2 {
      let prompt = Prompt(
        number: number, step: Self.load.step, subject: .failure, question: "", choices: [.done, .skip])
      try tale.say(.promptOpened(prompt), at: 3)
    }
    try tale.say(.promptAnswered(PromptAnswer(prompt: 1, choice: .done, by: Tale.person)), at: 4)
    #expect(throws: JournalContradiction.self) {
      try tale.say(.promptAnswered(PromptAnswer(prompt: 2, choice: .skip, by: Tale.person)), at: 5)
    }
    #expect(tale.state.unfinished == 1)
    #expect(tale.state[Self.load.step]?.state == .finished(.byHand))
  }

  /// Stamps that a damaged or invented journal may hold, and the clock of a machine whose battery is empty.
  @Test(arguments: [
    "1677-09-23T00:00:00Z", "1700-01-01T00:00:00+23:59", "1970-01-01T00:00:00Z", "2262-04-10T00:00:00Z",
  ])
  func `a clock may jump from one end of time to the other`(text: String) throws {
    let wall = try #require(WallTime(text))
    var tale = Tale(Plans.plan([Plans.step("load", .restore)]))
    try tale.open()
    for (place, wall) in [wall, Tale.opened, wall].enumerated() {
      let stamp = Stamp(wall: wall, uptime: Uptime(nanoseconds: 9_223_372_034_000_000_000 * Int64(1 - place % 2)))
      try tale.state.apply(
        JournalEntry(sequence: tale.state.lastSequence + 1, stamp: stamp, event: .bookkeepingRestored))
    }
    let summary = RunSummary(of: tale.state)
    #expect(summary.irregularities.count == 3)
    let again = try JSONDecoder().decode(RunSummary.self, from: Data(JSONWriter.bytes(of: summary)))
    #expect(again == summary)
  }

  @Test func `a gap in the numbers is refused`() throws {
    var tale = Tale(Plans.plan([Plans.step("load", .restore)]))
    #expect(throws: JournalContradiction.self) {
      let entry = JournalEntry(sequence: 2, stamp: Tale.stamp(0), event: .runOpened(Tale.opening(.drill)))
      try tale.state.apply(entry)
    }
  }

  @Test func `nothing happens in a run that isn't open or is over`() throws {
    var tale = Tale(Plans.plan([Plans.step("load", .restore)]))
    #expect(throws: JournalContradiction.self) { try tale.start("load", at: 0) }
    try tale.open()
    try tale.say(.runFinished(RunEnding(verdict: .failed, findings: [])), at: 1)
    #expect(throws: JournalContradiction.self) { try tale.start("load", at: 2) }
    try tale.say(.clockStamped(ClockStamp(clock: .detected, time: nil, by: Tale.person)), at: 3)
  }

  @Test func `two stops reach as far as both together`() throws {
    var tale = Tale(Plans.plan([Plans.step("load", .restore)]))
    try tale.open()
    try tale.say(.stopRequested(StopRequest(cause: .bookkeeping, cancelsRunning: true)), at: 1)
    let second = StopRequest(cause: .operator(Tale.person), cancelsRunning: false, leavesCleanup: true)
    try tale.say(.stopRequested(second), at: 2)
    #expect(tale.state.stop == StopRequest(cause: .bookkeeping, cancelsRunning: true, leavesCleanup: true))
  }
}
