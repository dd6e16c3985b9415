import Foundation
import RunCore
import RunbookModel
import Testing

/// The format of the journal, one line for each kind of entry; a line that changes here breaks every run on disk.
struct JournalCodingTests {
  private static let person = Operator(user: "root", attested: "matthew")
  private static let attempt = AttemptID(step: StepID("db", "load"), number: 2, purpose: .work)
  private static let by = #""by":{"attested":"matthew","user":"root"}"#

  static let lines: [(Entry, String)] = [
    (
      .runOpened(
        RunOpening(
          run: RunID("20260921-1"), mode: .incident, severity: .severe, planHash: "ab", startedBy: person,
          version: "1.0", folder: "/site")),
      #""entry":"run-opened","folder":"/site","format":2,"mode":"incident","planHash":"ab","run":"20260921-1","seq":1,"severity":"severe","startedBy":{"attested":"matthew","user":"root"},"up":"12.000000345","version":"1.0""#
    ),
    (
      .sessionOpened(
        SessionOpening(boot: "b1", machine: "laptop", process: 7, by: person, interactive: true)),
      #""boot":"b1",\#(by),"entry":"session-opened","interactive":true,"machine":"laptop","process":7,"seq":1,"up":"12.000000345""#
    ),
    (
      .stepStarted(AttemptStart(attempt: attempt, destination: "root@10.0.0.1")),
      #""attempt":{"number":2,"purpose":"work","step":"db.load"},"destination":"root@10.0.0.1","entry":"step-started","seq":1,"up":"12.000000345""#
    ),
    (
      .stepFinished(
        AttemptEnd(
          attempt: AttemptID(step: StepID("db", "load"), number: 1, purpose: .skipIf),
          report: AttemptReport(.notDone, exit: 1, outputs: ["rows": "5\n6"], logBytes: 9),
          disposition: .again(.work, after: DurationText(wrappedValue: .milliseconds(1_500)), why: .next),
          recoveryPoint: WallTime(nanoseconds: 0, offset: 3_600), size: 10, observedLate: true)),
      #""attempt":{"number":1,"purpose":"skip-if","step":"db.load"},"disposition":{"after":"1.5s","follows":"again","job":"work","why":"next"},"entry":"step-finished","observedLate":true,"recoveryPoint":"1970-01-01T01:00:00.000000000+01:00","report":{"exit":1,"leftovers":[],"logBytes":9,"logCut":false,"outputs":{"rows":"5\n6"},"result":"not-done"},"seq":1,"size":10,"up":"12.000000345""#
    ),
    (
      .stepFinished(AttemptEnd(attempt: attempt, report: AttemptReport(.succeeded), disposition: .over(.passed))),
      #""attempt":{"number":2,"purpose":"work","step":"db.load"},"disposition":{"follows":"over","outcome":"passed"},"entry":"step-finished","observedLate":false,"report":{"leftovers":[],"logBytes":0,"logCut":false,"outputs":{},"result":"succeeded"},"seq":1,"up":"12.000000345""#
    ),
    (
      .stepFinished(AttemptEnd(attempt: attempt, report: AttemptReport(.timedOut, signal: 9), disposition: .ask)),
      #""attempt":{"number":2,"purpose":"work","step":"db.load"},"disposition":{"follows":"ask"},"entry":"step-finished","observedLate":false,"report":{"leftovers":[],"logBytes":0,"logCut":false,"outputs":{},"result":"timed-out","signal":9},"seq":1,"up":"12.000000345""#
    ),
    (
      .stepExcluded(StepExclusion(step: StepID("db", "load"), reason: "if: run.mode")),
      #""entry":"step-excluded","reason":"if: run.mode","seq":1,"step":"db.load","up":"12.000000345""#
    ),
    (
      .promptOpened(
        Prompt(
          number: 1, step: StepID("db", "load"), subject: .unknownOutcome, question: "?", choices: [.rerun, .done])),
      #""choices":["rerun","done"],"entry":"prompt-opened","number":1,"question":"?","seq":1,"step":"db.load","subject":"unknown-outcome","up":"12.000000345""#
    ),
    (
      .promptAnswered(PromptAnswer(prompt: 1, choice: .skip, reason: "later", by: person)),
      #"\#(by),"choice":"skip","entry":"prompt-answered","prompt":1,"reason":"later","seq":1,"up":"12.000000345""#
    ),
    (
      .stopRequested(StopRequest(cause: .failure(StepID("db", "load")), cancelsRunning: false)),
      #""cancelsRunning":false,"cause":{"kind":"failure","step":"db.load"},"entry":"stop-requested","leavesCleanup":false,"seq":1,"up":"12.000000345""#
    ),
    (
      .stopRequested(StopRequest(cause: .bookkeeping, reason: "full", cancelsRunning: true, leavesCleanup: true)),
      #""cancelsRunning":true,"cause":{"kind":"bookkeeping"},"entry":"stop-requested","leavesCleanup":true,"reason":"full","seq":1,"up":"12.000000345""#
    ),
    (
      .clockStamped(ClockStamp(clock: .backlogCleared, service: "shop", time: nil, by: person)),
      #"\#(by),"clock":"backlog-cleared","entry":"clock-stamped","seq":1,"service":"shop","up":"12.000000345""#
    ),
    (
      .stoodStill(Standstill(lasted: .seconds(61))),
      #""entry":"stood-still","lasted":"1m1s","seq":1,"up":"12.000000345""#
    ),
    (
      .machineSlept(Sleep(slept: .seconds(3_661))),
      #""entry":"machine-slept","seq":1,"slept":"1h1m1s","up":"12.000000345""#
    ),
    (
      .bookkeepingLost(BookkeepingLoss(reason: "full")),
      #""entry":"bookkeeping-lost","reason":"full","seq":1,"up":"12.000000345""#
    ),
    (.bookkeepingRestored, #""entry":"bookkeeping-restored","seq":1,"up":"12.000000345""#),
    (
      .runFinished(RunEnding(verdict: .targetMissed, findings: ["late"])),
      #""entry":"run-finished","findings":["late"],"seq":1,"up":"12.000000345","verdict":"target-missed""#
    ),
  ]

  @Test(arguments: lines.indices)
  func `an entry is written as it has always been, and read back the same`(place: Int) throws {
    let (event, rest) = Self.lines[place]
    let stamp = Stamp(
      wall: WallTime(nanoseconds: 1_789_977_600_000_000_012, offset: 7_200), uptime: Uptime(nanoseconds: 12_000_000_345)
    )
    let entry = JournalEntry(sequence: 1, stamp: stamp, event: event)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let line = String(decoding: try encoder.encode(entry), as: UTF8.self)
    #expect(line == #"{"at":"2026-09-21T10:00:00.000000012+02:00",\#(rest)}"#)
    #expect(try JSONDecoder().decode(JournalEntry.self, from: Data(line.utf8)) == entry)
  }

  @Test(arguments: [
    #"{"at":"2026-09-21T10:00:00+02:00","up":"1.000000000","seq":1,"entry":"step-dreamt"}"#,
    #"{"at":"2026-09-21T10:00:00","up":"1.000000000","seq":1,"entry":"bookkeeping-restored"}"#,
    #"{"at":"2026-09-21T10:00:00Z","up":"1.5","seq":1,"entry":"bookkeeping-restored"}"#,
    #"{"at":"2026-09-21T10:00:00Z","up":"-1.000000000","seq":1,"entry":"bookkeeping-restored"}"#,
    #"{"at":"2026-09-21T10:00:00Z","up":"1.000000000","entry":"bookkeeping-restored"}"#,
  ])
  func `a line that says something else is refused`(line: String) {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(JournalEntry.self, from: Data(line.utf8)) }
  }
}
