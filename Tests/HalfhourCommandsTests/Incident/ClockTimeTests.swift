import RunCore
import RunbookModel
import Testing

@testable import HalfhourCommands

/// How the times that people type are understood.
struct ClockTimeTests {
  /// 21 November 2026, 03:01:00, an hour east of Greenwich.
  private static let now = moment("2026-11-21T03:01:00+01:00")

  private static func moment(_ text: String) -> WallTime {
    guard let time = WallTime(text) else { preconditionFailure(text) }
    return time
  }

  private func read(_ text: String) throws -> WallTime? {
    try ClockTime(now: Self.now, zone: .fixed(3_600)).read(text)
  }

  @Test(arguments: [
    ("02:47", "2026-11-21T02:47:00+01:00"), ("2:47", "2026-11-21T02:47:00+01:00"),
    ("02:47:30", "2026-11-21T02:47:30+01:00"), ("23:50", "2026-11-20T23:50:00+01:00"),
    ("03:02", "2026-11-21T03:02:00+01:00"), ("03:03", "2026-11-20T03:03:00+01:00"),
    ("yesterday 23:50", "2026-11-20T23:50:00+01:00"), ("yesterday 02:47", "2026-11-20T02:47:00+01:00"),
    ("2026-11-20T23:50", "2026-11-20T23:50:00+01:00"), ("2026-11-20 23:50", "2026-11-20T23:50:00+01:00"),
    ("2026-11-21T01:47Z", "2026-11-21T01:47:00Z"), ("now", "2026-11-21T03:01:00+01:00"),
  ])
  func `a time is read as a person means it`(text: String, meant: String) throws {
    #expect(try read(text) == Self.moment(meant))
  }

  @Test func `that nobody knows is an answer`() throws {
    #expect(try read("unknown") == nil)
  }

  @Test(arguments: [
    "", "soon", "25:00", "02:60", "2:7", "02:47:61", "-1:00", "2026-02-30T02:00", "2026-13-01 02:00", "yesterday",
    "yesterday 2", "2026-11-20", "02:47 03:01", "٠٢:٤٧", "2026-11-20T23:50:", "+2:47",
  ])
  func `what is no time is refused with the forms that are`(text: String) {
    let failure = #expect(throws: CommandFailure.self) { try read(text) }
    #expect(failure?.message.contains("02:47 (the last one before now)") == true, "\(failure?.message ?? "")")
  }

  @Test(arguments: ["2026-11-21T03:03", "2027-01-01T00:00Z", "2026-11-22 02:00"])
  func `a time in the future is refused`(text: String) {
    let failure = #expect(throws: CommandFailure.self) { try read(text) }
    #expect(failure?.message.contains("in the future") == true)
  }

  @Test func `when the clocks went back, the later of two times that has passed is meant`() throws {
    let (first, second) = (Self.moment("2026-10-25T02:47:00+02:00"), Self.moment("2026-10-25T02:47:00+01:00"))
    let zone = LocalZone { $0.day == 25 ? [first, second] : [] }
    let after = ClockTime(now: Self.moment("2026-10-25T03:01:00+01:00"), zone: zone)
    #expect(try after.read("02:47") == second)
    let between = ClockTime(now: Self.moment("2026-10-25T02:10:00+01:00"), zone: zone)
    #expect(try between.read("02:47") == first)
    #expect(ClockWords.day(first, now: Self.moment("2026-10-25T03:01:00+01:00")) == "02:47 (+02:00)")
  }

  @Test func `a time that the clocks went over is refused rather than moved`() {
    let clock = ClockTime(now: Self.now, zone: LocalZone { _ in [] })
    let failure = #expect(throws: CommandFailure.self) { try clock.read("2026-03-29T02:30") }
    #expect(failure?.message.contains("the clocks went forward") == true)
  }

  @Test(
    arguments: [
      ("2026-11-21T02:47:00+01:00", "Down since 02:47, that is 14 minutes ago."),
      ("2026-11-20T23:50:00+01:00", "Down since yesterday 23:50, that is 3 hours ago."),
      ("2026-11-18T23:50:00+01:00", "Down since 2026-11-18 23:50, that is 2 days ago."),
      ("2026-11-21T03:01:00+01:00", "Down since 03:01, just now."), (nil, "Nobody knows when it went down."),
    ] as [(String?, String)])
  func `what was understood is said again`(time: String?, words: String) {
    let stamp = ClockStamp(clock: .disruption, time: time.map(Self.moment), by: Operator(user: "root"))
    #expect(ClockWords.sentence(stamp, now: Self.now) == words)
  }

  @Test(
    arguments: [
      ("02:47", "02:40", nil, "it can't have been noticed at 02:40, before it went down at 02:47"),
      ("02:47", nil, "02:40", "the incident can't have been declared at 02:40, before it went down at 02:47"),
      ("02:47", "02:55", "02:50", "the incident can't have been declared at 02:50, before it was noticed at 02:55"),
      ("02:47", "02:47", "02:47", nil), (nil, "02:40", "02:47", nil), (nil, nil, "02:40", nil),
    ] as [(String?, String?, String?, String?)])
  func `clocks stand in their order, and may be equal`(
    disruption: String?, detected: String?, declared: String?, problem: String?
  ) throws {
    var message: String?
    do {
      try ClockWords.refuseDisorder(
        disruption: disruption.flatMap { try read($0) }, detected: detected.flatMap { try read($0) },
        declared: declared.flatMap { try read($0) }, now: Self.now)
    } catch let failure as CommandFailure {
      message = failure.message
    }
    #expect(message == problem)
  }
}
