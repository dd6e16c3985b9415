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
