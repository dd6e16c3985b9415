import Foundation
import RunCore
import RunbookModel
import Testing

@testable import HalfhourCommands

/// What somebody sees who asks at three in the morning what can be done.
struct OptionsTextTests {
  private static let now = moment("2026-11-21T03:01:00+01:00")

  private static func moment(_ text: String) -> WallTime {
    guard let time = WallTime(text) else { preconditionFailure(text) }
    return time
  }

  private func took(_ minutes: Double, _ day: String, _ mode: RunMode = .drill) -> RecoveryOption.Measured {
    RecoveryOption.Measured(
      took: .seconds(minutes * 60), ended: Self.moment("\(day)T10:00:00+01:00"), mode: mode)
  }

  private func history(_ measured: [RecoveryOption.Measured]) -> WayHistory {
    var history = WayHistory()
    history.measured = measured
    return history
  }

  private var options: [RecoveryOption] {
    [
      RecoveryOption(
        path: "site/rebuild.yaml", name: "database-rebuild", strategy: .rebuild,
        title: "Rebuild the customer database on a blank server",
        risk: "spare hosts only; what is newer than the backup is lost",
        missing: [("dump", "Which dump is loaded"), ("key", nil)],
        history: history([took(21, "2026-10-03"), took(24.5, "2026-07-02"), took(20, "2026-04-01")])),
      RecoveryOption(
        path: "site/failover.yaml", name: "database-failover", strategy: .failover, title: "Switch to the standby",
        risk: "what the standby has not received is lost"),
      RecoveryOption(
        path: "site/repair.yaml", name: "database-repair", strategy: .repair, title: "Start it where it is",
        risk: "works on the live data, which a mistake may destroy",
        history: history([took(4.2, "2026-11-02", .incident)])),
      RecoveryOption(path: "site/old.yaml"),
    ]
  }

  private func service(_ clock: Target.Clock = .disruption) -> Service {
    Service(
      name: "database", location: SourceLocation(file: "site.yaml", line: 1, column: 1), tier: .critical,
      target: Target(rto: .seconds(1_800), clock: clock), fallback: "Agents write orders on paper.")
  }

  /// The repair failed in a drill after the incident in which it worked; the rebuild passed with a condition.
  private var afterBadDrills: [RecoveryOption] {
    var options = options
    options[2].history.failedLast = true
    options[2].history.tries = [
      PastTry(
        mode: .drill, ended: Self.moment("2026-11-03T10:00:00+01:00"), verdict: .failed,
        reason: "start failed: the log is damaged: it can't be replayed from 2026-11-02 on, restore it")
    ]
    options[0].history.tries = [
      PastTry(
        mode: .drill, ended: Self.moment("2026-10-03T10:00:00+01:00"), verdict: .passedWithConditions,
        broughtBack: true,
        reason: "the check orders was not seen red")
    ]
    return options
  }

  private func lines(
    _ began: String?, clock: Target.Clock = .disruption, width: Int = 80, isChoice: Bool = true,
    of options: [RecoveryOption]? = nil
  ) -> [String] {
    let began = began.map(Self.moment)
    let time = RecoveryTime(target: service(clock).target, began: began, now: Self.now)
    let stamp = began.map { ClockStamp(clock: .disruption, time: $0, by: Operator(user: "root")) }
    return OptionsText(
      service: service(clock), time: time,
      known: clock == .disruption ? stamp.map { [ClockWords.sentence($0, now: Self.now)] } ?? [] : [],
      options: time.sorted(options ?? self.options), isChoice: isChoice, width: width
    ).lines
  }

  @Test(
    arguments: [
      ("in-time", "2026-11-21T02:58:00+01:00"), ("late", "2026-11-21T02:40:00+01:00"),
      ("over", "2026-11-20T23:50:00+01:00"), ("nobody-said", nil),
    ] as [(String, String?)])
  func `the ways to recover stand on one screen`(name: String, began: String?) throws {
    let lines = lines(began)
    #expect(lines.count <= 24)
    #expect(lines.allSatisfy { $0.count <= 80 })
    try Golden.expect(lines, named: "options-\(name)", file: #filePath)
  }

  @Test func `how the last drill of a way ended stands first, and what failed is proposed last`() throws {
    let lines = lines("2026-11-21T02:58:00+01:00", of: afterBadDrills)
    #expect(lines.allSatisfy { $0.count <= 80 })
    try Golden.expect(lines, named: "options-failed", file: #filePath)
    #expect(lines.count <= 27)
  }

  @Test(arguments: ["2026-11-21T02:58:00+01:00", "2026-11-21T02:40:00+01:00", "2026-11-20T23:50:00+01:00"])
  func `what failed when it was last tried comes behind all that can be read`(began: String) {
    let time = RecoveryTime(target: service().target, began: Self.moment(began), now: Self.now)
    let order = time.sorted(afterBadDrills).map(\.name)
    #expect(order.suffix(2) == ["database-repair", nil])
    #expect(Set(order.prefix(2)) == ["database-failover", "database-rebuild"])
  }

  @Test(arguments: [40, 60, 100])
  func `a narrow terminal breaks lines between words, and no line is too wide`(width: Int) {
    #expect(lines("2026-11-21T02:58:00+01:00", width: width).allSatisfy { $0.count <= width })
  }

  @Test func `a target that counts from the start says so`() {
    let text = lines(nil, clock: .started).joined(separator: "\n")
    #expect(text.contains("It counts from the start of the recovery."))
    #expect(!text.contains("Nobody has said"))
  }

  @Test func `what still meets the target comes first, then what nobody measured, then what is too late`() {
    func order(_ began: String) -> [String?] {
      RecoveryTime(target: service().target, began: Self.moment(began), now: Self.now).sorted(options).map(\.name)
    }
    #expect(
      order("2026-11-21T02:58:00+01:00") == ["database-repair", "database-rebuild", "database-failover", nil])
    #expect(
      order("2026-11-21T02:47:00+01:00") == ["database-repair", "database-failover", "database-rebuild", nil])
    #expect(
      order("2026-11-21T02:20:00+01:00") == ["database-repair", "database-rebuild", "database-failover", nil])
  }

  @Test func `the slowest of the last times decides when it is too late to begin`() {
    let rebuild = options[0]
    #expect(rebuild.slowest == .seconds(24.5 * 60))
    let began = Self.now - .seconds(5.5 * 60)
    let time = RecoveryTime(target: service().target, began: began, now: Self.now)
    #expect(time.latestStart(.seconds(24.5 * 60)) == Self.now)
    #expect(time.meets(.seconds(24.5 * 60)))
    #expect(!time.meets(.seconds(24.5 * 60 + 1)))
  }

  // MARK: - The choice

  private func choice(_ typed: [String], canAsk: Bool = true) -> RecoveryChoice {
    let answers = Answers(typed)
    return RecoveryChoice(options: options, service: "database", canAsk: canAsk) { answers.next() }
  }

  @Test(arguments: [
    (["2"], "database-failover"), (["database-repair"], "database-repair"), (["repair.yaml"], "database-repair"),
    (["9", "0", "4", "x", "1"], "database-rebuild"),
  ])
  func `one is chosen by its number or name`(typed: [String], name: String) throws {
    #expect(try choice(typed).choose(nil).name == name)
  }

  @Test(arguments: [[""], [], ["7", "8", "9", "x", "y", "1"]])
  func `who chooses nothing starts nothing`(typed: [String]) {
    let failure = #expect(throws: CommandFailure.self) { try choice(typed).choose(nil) }
    #expect(failure?.message == "nothing was chosen, and nothing was started")
  }

  @Test func `without anybody to ask, several runbooks are an error that names them`() {
    let failure = #expect(throws: CommandFailure.self) { try choice([], canAsk: false).choose(nil) }
    #expect(
      failure?.message
        == "database has several runbooks: database-rebuild, database-failover, database-repair. Say which: --runbook NAME"
    )
    #expect(throws: CommandFailure.self) { try choice([], canAsk: false).choose("other") }
  }

  @Test func `the one that can be read needs no choice`() throws {
    let one = RecoveryChoice(options: [options[0], options[3]], service: "database", canAsk: false)
    #expect(try one.choose(nil).name == "database-rebuild")
    let none = RecoveryChoice(options: [options[3]], service: "database", canAsk: false)
    #expect(throws: CommandFailure.self) { try none.choose(nil) }
  }

  @Test(arguments: [("", Severity.critical), ("1", .critical), ("4", .trivial), ("severe", .severe)])
  func `how bad it is is said by number or word`(typed: String, severity: Severity) throws {
    let answers = Answers(["5", "bad", typed])
    #expect(try SeverityQuestion { answers.next() }.ask() == severity)
  }
}

/// What somebody types, line by line.
final class Answers {
  private var lines: [String]

  init(_ lines: [String]) { self.lines = lines }

  func next() -> String? { lines.isEmpty ? nil : lines.removeFirst() }
}
