import Foundation
import RunCore
import RunbookModel
import Testing

/// The format of the journal, one line for each kind of entry; a line that changes here breaks every run on disk.
struct JournalCodingTests {
  private static let person = Operator(user: "root", attested: "matthew")
  private static let attempt = AttemptID(step: StepID("db", "load"), number: 2, purpose: .work)
  private static let by = #""by":{"attested":"matthew","user":"root"}"#

  private static var asked: AdHocRequest {
    AdHocRequest(
      id: 3, host: "web", command: .arguments(["df", "-h"]), by: person, reason: "full?",
      requested: WallTime(nanoseconds: 0, offset: 3_600))
  }

  private static var refused: AttemptReport {
    var report = AttemptReport(.neverStarted)
    report.refusal = HostRefusal(
      subject: .unknownKey, host: "db", destination: "root@10.0.0.23", detail: "ssh-ed25519 AAAA",
      fingerprint: "SHA256:f")
    return report
  }

  static let lines: [(Entry, String)] = [
    (
      .runOpened(
        RunOpening(
          run: RunID("20260921-1"), mode: .incident, severity: .severe, planHash: "ab", startedBy: person,
          version: "1.0", folder: "/site")),
      #""entry":"run-opened","folder":"/site","format":2,"mode":"incident","planHash":"ab","run":"20260921-1","severity":"severe","startedBy":{"attested":"matthew","user":"root"},"version":"1.0""#
    ),
    (
      .sessionOpened(
        SessionOpening(boot: "b1", machine: "laptop", process: 7, by: person, interactive: true)),
      #""entry":"session-opened","boot":"b1",\#(by),"interactive":true,"machine":"laptop","process":7"#
    ),
    (
      .stepStarted(AttemptStart(attempt: attempt, destination: "root@10.0.0.1")),
      #""entry":"step-started","attempt":{"number":2,"purpose":"work","step":"db.load"},"destination":"root@10.0.0.1""#
    ),
    (
      .stepFinished(
        AttemptEnd(
          attempt: AttemptID(step: StepID("db", "load"), number: 1, purpose: .skipIf),
          report: AttemptReport(.notDone, exit: 1, outputs: ["rows": "5\n6"], logBytes: 9),
          disposition: .again(.work, after: DurationText(wrappedValue: .milliseconds(1_500)), why: .next),
          recoveryPoint: WallTime(nanoseconds: 0, offset: 3_600), size: 10, observedLate: true)),
      #""entry":"step-finished","attempt":{"number":1,"purpose":"skip-if","step":"db.load"},"disposition":{"after":"1.5s","follows":"again","job":"work","why":"next"},"observedLate":true,"recoveryPoint":"1970-01-01T01:00:00.000000000+01:00","report":{"exit":1,"leftovers":[],"logBytes":9,"logCut":false,"outputs":{"rows":"5\n6"},"result":"not-done"},"size":10"#
    ),
    (
      .stepFinished(AttemptEnd(attempt: attempt, report: AttemptReport(.succeeded), disposition: .over(.passed))),
      #""entry":"step-finished","attempt":{"number":2,"purpose":"work","step":"db.load"},"disposition":{"follows":"over","outcome":"passed"},"observedLate":false,"report":{"leftovers":[],"logBytes":0,"logCut":false,"outputs":{},"result":"succeeded"}"#
    ),
    (
      .stepFinished(AttemptEnd(attempt: attempt, report: AttemptReport(.timedOut, signal: 9), disposition: .ask)),
      #""entry":"step-finished","attempt":{"number":2,"purpose":"work","step":"db.load"},"disposition":{"follows":"ask"},"observedLate":false,"report":{"leftovers":[],"logBytes":0,"logCut":false,"outputs":{},"result":"timed-out","signal":9}"#
    ),
    (
      .stepExcluded(StepExclusion(step: StepID("db", "load"), reason: "if: run.mode")),
      #""entry":"step-excluded","reason":"if: run.mode","step":"db.load""#
    ),
    (
      .promptOpened(
        Prompt(
          number: 1, step: StepID("db", "load"), subject: .unknownOutcome, question: "?", choices: [.rerun, .done])),
      #""entry":"prompt-opened","choices":["rerun","done"],"number":1,"question":"?","step":"db.load","subject":"unknown-outcome""#
    ),
    (
      .adHocStarted(
        AdHocIntent(attempt: AttemptID(adHoc: 3, root: "db"), request: asked, destination: "root@10.0.0.1")),
      #""entry":"ad-hoc-started","attempt":{"number":3,"purpose":"ad-hoc","step":"db.ad-hoc"},"destination":"root@10.0.0.1","request":{\#(by),"command":["df","-h"],"host":"web","id":3,"reason":"full?","requested":"1970-01-01T01:00:00.000000000+01:00"}"#
    ),
    (
      .adHocFinished(
        AdHocEnd(attempt: AttemptID(adHoc: 3, root: "db"), report: AttemptReport(.unknown), observedLate: true)),
      #""entry":"ad-hoc-finished","attempt":{"number":3,"purpose":"ad-hoc","step":"db.ad-hoc"},"observedLate":true,"report":{"leftovers":[],"logBytes":0,"logCut":false,"outputs":{},"result":"unknown"}"#
    ),
    (
      .adHocRefused(
        AdHocRefusal(
          request: AdHocRequest(
            id: 4, host: nil, command: .script("uptime\n"), by: person, requested: WallTime(nanoseconds: 0)),
          reason: "late")),
      #""entry":"ad-hoc-refused","reason":"late","request":{\#(by),"command":"uptime\n","id":4,"requested":"1970-01-01T00:00:00.000000000+00:00"}"#
    ),
    (
      .stepFinished(
        AttemptEnd(
          attempt: attempt, report: AttemptReport(.succeeded), disposition: .over(.passed),
          recoveryPoint: WallTime(nanoseconds: 0, offset: 3_600),
          pointCorrection: PointCorrection(host: "backup", offset: .milliseconds(-1_500)))),
      #""entry":"step-finished","attempt":{"number":2,"purpose":"work","step":"db.load"},"disposition":{"follows":"over","outcome":"passed"},"observedLate":false,"pointCorrection":{"host":"backup","offset":"-1.5s"},"recoveryPoint":"1970-01-01T01:00:00.000000000+01:00","report":{"leftovers":[],"logBytes":0,"logCut":false,"outputs":{},"result":"succeeded"}"#
    ),
    (
      .hostContacted(
        HostContact(
          host: "db", destination: "root@10.0.0.23", key: "ssh-ed25519 AAAA", fingerprint: "SHA256:f", trust: .provided,
          boot: "h1", system: "OpenBSD 7.7", clockOffset: .milliseconds(-90_250),
          jobFolders: JobPlace(path: "/tmp/halfhour-0", identity: "i"))),
      #""entry":"host-contacted","boot":"h1","clockOffset":"-1m30.25s","destination":"root@10.0.0.23","fingerprint":"SHA256:f","host":"db","jobFolders":{"identity":"i","path":"/tmp/halfhour-0"},"key":"ssh-ed25519 AAAA","system":"OpenBSD 7.7","trust":"provided""#
    ),
    (
      .stepFinished(AttemptEnd(attempt: attempt, report: refused, disposition: .ask)),
      #""entry":"step-finished","attempt":{"number":2,"purpose":"work","step":"db.load"},"disposition":{"follows":"ask"},"observedLate":false,"report":{"leftovers":[],"logBytes":0,"logCut":false,"outputs":{},"refusal":{"destination":"root@10.0.0.23","detail":"ssh-ed25519 AAAA","fingerprint":"SHA256:f","host":"db","subject":"unknown-key"},"result":"never-started"}"#
    ),
    (
      .promptOpened(
        Prompt(
          number: 1, step: StepID("db", "load"), subject: .hostMarker, question: "?", choices: [.confirm],
          refusal: HostRefusal(subject: .foreignMarker, host: "db", destination: "root@10.0.0.23", detail: "run 2"))),
      #""entry":"prompt-opened","choices":["confirm"],"number":1,"question":"?","refusal":{"destination":"root@10.0.0.23","detail":"run 2","host":"db","subject":"foreign-marker"},"step":"db.load","subject":"host-marker""#
    ),
    (
      .promptAnswered(PromptAnswer(prompt: 1, choice: .confirm, by: person)),
      #""entry":"prompt-answered",\#(by),"choice":"confirm","prompt":1"#
    ),
    (
      .promptAnswered(PromptAnswer(prompt: 1, choice: .skip, reason: "later", by: person)),
      #""entry":"prompt-answered",\#(by),"choice":"skip","prompt":1,"reason":"later""#
    ),
    (
      .stopRequested(StopRequest(cause: .failure(StepID("db", "load")), cancelsRunning: false)),
      #""entry":"stop-requested","cancelsRunning":false,"cause":{"kind":"failure","step":"db.load"},"leavesCleanup":false"#
    ),
    (
      .stopRequested(StopRequest(cause: .bookkeeping, reason: "full", cancelsRunning: true, leavesCleanup: true)),
      #""entry":"stop-requested","cancelsRunning":true,"cause":{"kind":"bookkeeping"},"leavesCleanup":true,"reason":"full""#
    ),
    (
      .clockStamped(ClockStamp(clock: .backlogCleared, service: "shop", time: nil, by: person)),
      #""entry":"clock-stamped",\#(by),"clock":"backlog-cleared","service":"shop""#
    ),
    (
      .signedOff(SignOff(role: .acknowledged, by: person, head: "ab")),
      #""entry":"signed-off",\#(by),"head":"ab","role":"acknowledged""#
    ),
    (
      .signedOff(SignOff(role: .reviewed, by: person, remark: "a\n\"b\"", head: "ab", signature: "-----\nU1\n")),
      #""entry":"signed-off",\#(by),"head":"ab","remark":"a\n\"b\"","role":"reviewed","signature":"-----\nU1\n""#
    ),
    (
      .stoodStill(Standstill(lasted: .seconds(61))),
      #""entry":"stood-still","lasted":"1m1s""#
    ),
    (
      .machineSlept(Sleep(slept: .seconds(3_661))),
      #""entry":"machine-slept","slept":"1h1m1s""#
    ),
    (
      .bookkeepingLost(BookkeepingLoss(reason: "full")),
      #""entry":"bookkeeping-lost","reason":"full""#
    ),
    (.bookkeepingRestored, #""entry":"bookkeeping-restored""#),
    (
      .runFinished(RunEnding(verdict: .targetMissed, findings: ["late"])),
      #""entry":"run-finished","findings":["late"],"verdict":"target-missed""#
    ),
  ]

  @Test(arguments: lines.indices)
  func `an entry is written as it has always been, and read back the same`(place: Int) throws {
    let (event, rest) = Self.lines[place]
    let stamp = Stamp(
      wall: WallTime(nanoseconds: 1_789_977_600_000_000_012, offset: 7_200), uptime: Uptime(nanoseconds: 12_000_000_345)
    )
    let entry = JournalEntry(sequence: 1, stamp: stamp, event: event)
    let line = String(decoding: JSONWriter.bytes(of: entry, .compact), as: UTF8.self)
    #expect(line == #"{"seq":1,"at":"2026-09-21T10:00:00.000000012+02:00","up":"12.000000345",\#(rest)}"#)
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
