import RecoveryPlanning
import RunCore
import RunbookModel
import Testing

@testable import HalfhourCommands

/// What a caller of `exec` gets, by what the journal tells.
struct AdHocVerdictTests {
  /// A run in which the command was started and, where there is a report, came to its end two seconds later.
  private static func record(_ report: AttemptReport?, refusal: String? = nil) throws -> AdHocRecord {
    var run = ScriptedRun(ScriptedPlan.callCentre())
    let request = AdHocRequest(
      id: 3, host: HostName("web"), command: .arguments(["true"]), by: Operator(user: "ann"),
      requested: ScriptedRun.start)
    let attempt = AttemptID(adHoc: 3, root: run.state.plan.root)
    if let refusal {
      run.tell(.adHocRefused(AdHocRefusal(request: request, reason: refusal)))
    } else {
      run.tell(.adHocStarted(AdHocIntent(attempt: attempt, request: request, destination: "root@web")))
    }
    if let report {
      run.at(2)
      run.tell(.adHocFinished(AdHocEnd(attempt: attempt, report: report)))
    }
    return try #require(run.state.adHoc.first)
  }

  @Test(arguments: [
    (AttemptReport(.succeeded, exit: 0), 0, "exit status 0 after 2.0s"),
    (AttemptReport(.failed, exit: 7), 7, "exit status 7 after 2.0s"),
    (AttemptReport(.failed, signal: 9), 137, "ended by signal 9"),
    (AttemptReport(.cancelled, signal: 15), 143, "because the run is being stopped"),
    (AttemptReport(.cancelled), 255, "because the run is being stopped"),
    (AttemptReport(.timedOut), 255, "took too long"),
    (AttemptReport(.neverStarted, message: "web shows a key that nobody vouches for"), 255, "NOT STARTED: web shows"),
    (AttemptReport(.unknown, exit: 0, message: "the host was restarted"), 255, "NOBODY KNOWS"),
    (AttemptReport(.failed, message: "web: Connection timed out"), 255, "NOT DONE: web: Connection timed out"),
  ])
  func `a status is the command's own, or one that no command of ours has`(
    report: AttemptReport, status: Int32, says: String
  ) throws {
    let verdict = AdHocVerdict(try Self.record(report))
    #expect(verdict.status == status && verdict.words.contains(says), "\(verdict)")
    #expect(verdict.words.contains("ad-hoc command 3 on web"))
  }

  @Test func `a refusal says that nothing was done`() throws {
    let verdict = AdHocVerdict(try Self.record(nil, refusal: "the run is being stopped"))
    #expect(verdict.status == 255 && verdict.words.contains("REFUSED, and not done: the run is being stopped"))
  }

  @Test func `one that has not ended has no status`() throws {
    #expect(AdHocVerdict(try Self.record(nil)).status == 255)
  }
}
