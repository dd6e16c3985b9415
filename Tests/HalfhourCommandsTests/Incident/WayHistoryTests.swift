import RunCore
import RunbookModel
import Testing

@testable import HalfhourCommands
@testable import HistoryIndex

/// What earlier runs tell of one way to recover a service.
struct WayHistoryTests {
  /// A run of `repair`, so many days before the newest; `took` is missing where the database did not come back.
  private static func run(
    _ ago: Int64, _ verdict: Verdict, _ mode: RunMode = .drill, took: Double? = nil, root: RunbookName = "repair",
    of members: Set<RunbookName> = ["repair"], why findings: [String] = [],
    rto: ServiceSummary.Judgement = .met
  ) -> WayHistory.Run {
    let took = took.map { Duration.seconds($0) }
    let ended = WallTime(nanoseconds: 1_795_000_000_000_000_000 - ago * 86_400_000_000_000)
    let service = ServiceRow(
      id: "database", tier: .critical, rto: nil, rpo: nil, rta: took, rtaAccepted: nil, rpa: nil, counted: took,
      isVerified: took != nil, took: took,
      rtoJudgement: rto, rpoJudgement: .none)
    return WayHistory.Run(
      row: RunRow(
        id: RunID("run-\(1_000 - ago)"), site: "Site", runbook: root, title: "", mode: mode, severity: nil,
        startedBy: nil, started: ended, ended: ended, duration: nil, verdict: verdict, findings: findings,
        planHash: nil, journalHead: "", services: [service]),
      runbooks: members.union([root]))
  }

  private static func history(_ runs: WayHistory.Run...) -> WayHistory {
    WayHistory(of: "repair", service: "database", in: runs)
  }

  @Test func `a run in which it was accepted and never verified did not bring it back`() {
    var run = Self.run(1, .failed, took: 9, why: ["shop is not verified"])
    run.row.services[0].isVerified = false
    let history = Self.history(run)
    #expect(history.failedLast && history.measured.isEmpty)
    #expect(history.tries.map(\.broughtBack) == [false])
  }

  @Test func `only runs in which it came back measure it, and those of other ways tell nothing of it`() {
    let history = Self.history(
      Self.run(1, .failed, took: 9), Self.run(2, .passed, took: 5),
      Self.run(3, .passed, took: 7, root: "rebuild", of: []),
      Self.run(4, .targetMissed, .incident, took: 6), Self.run(5, .stopped), Self.run(6, .passed, took: 8),
      Self.run(7, .passed, took: 99))
    #expect(history.measured.map(\.took) == [.seconds(5), .seconds(6), .seconds(8)])
  }

  @Test func `the last drill and an incident after it are told, the latest first, where they did not simply pass`() {
    let history = Self.history(
      Self.run(1, .failed, .incident, why: ["load failed\nand more"]),
      Self.run(2, .passedWithConditions, took: 5, why: ["a skip"]),
      Self.run(3, .failed, why: ["long ago"]), Self.run(4, .failed, .incident))
    #expect(
      history.tries.map(\.words) == [
        "last incident 2026-11-17 FAILED: load failed", "last drill 2026-11-16 passed with conditions: a skip",
      ])
    #expect(history.tries.map(\.label) == ["warning", "note"])
    #expect(Self.history(Self.run(1, .passed, took: 5), Self.run(2, .failed)).tries.isEmpty)
    #expect(Self.history(Self.run(1, .passed, took: 5), Self.run(2, .failed, .incident)).tries.isEmpty, "it was mended")
    let since = Self.history(
      Self.run(1, .passed, .incident, took: 5), Self.run(2, .failed), Self.run(3, .failed, .incident))
    #expect(since.tries.map(\.mode) == [.drill])
  }

  @Test(arguments: [
    (Verdict.failed, nil, "FAILED: why"), (.failed, 5, "FAILED when the service was back already: why"),
    (.stopped, nil, "was STOPPED: why"), (.targetMissed, 5, "MISSED its target: why"),
  ])
  func `every end that is no pass has its plain words`(verdict: Verdict, took: Double?, words: String) {
    #expect(
      Self.history(Self.run(1, verdict, took: took, why: ["why"])).tries.map(\.words) == [
        "last drill 2026-11-17 \(words)"
      ])
  }

  @Test func `a long reason is cut, and one that would disturb the terminal is made fit`() {
    let long = Self.history(Self.run(1, .failed, why: [String(repeating: "x", count: 500)])).tries[0].words
    #expect(long == "last drill 2026-11-17 FAILED: \(String(repeating: "x", count: 119))…")
    let foul = Self.history(Self.run(1, .failed, why: ["\u{1B}[31mred\u{7}"])).tries[0].words
    #expect(foul == "last drill 2026-11-17 FAILED: red")
    #expect(Self.history(Self.run(1, .failed)).tries[0].words == "last drill 2026-11-17 FAILED")
  }

  @Test func `of a set only what is its own is held against it`() {
    let set: Set<RunbookName> = ["repair", "mail"]
    let missed = Self.run(1, .targetMissed, took: 5, root: "all", of: set, why: ["mail was late"])
    #expect(Self.history(missed).tries.isEmpty)
    let own = Self.run(1, .targetMissed, took: 5, root: "all", of: set, why: ["database was late"], rto: .missed)
    #expect(
      Self.history(own).tries.map(\.words) == [
        "last drill 2026-11-17, of the set all, MISSED its target: database was late"
      ])
    let failed = Self.history(Self.run(1, .failed, took: 5, root: "all", of: set, why: ["mail failed"]))
    #expect(!failed.failedLast)
    #expect(
      failed.tries.map(\.words) == [
        "last drill 2026-11-17, of the set all, FAILED when the service was back already: mail failed"
      ])
  }

  @Test func `what did not bring it back when it was last carried out has failed, whatever was stopped since`() {
    let (good, bad) = (Self.run(9, .passed, took: 5), Self.run(8, .failed))
    #expect(!Self.history().failedLast && !Self.history(good).failedLast)
    #expect(Self.history(bad, good).failedLast)
    #expect(Self.history(Self.run(2, .stopped), bad, good).failedLast)
    #expect(!Self.history(Self.run(2, .stopped), good).failedLast)
    #expect(!Self.history(Self.run(2, .passed, .incident, took: 5), bad).failedLast, "it worked since, for real")
    #expect(Self.history(Self.run(2, .failed, .incident), good).failedLast)
    #expect(!Self.history(Self.run(2, .failed, took: 5), good).failedLast, "its cleanup alone failed")
  }
}
