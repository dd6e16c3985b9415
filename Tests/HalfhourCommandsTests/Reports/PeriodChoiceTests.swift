import Reporting
import RunCore
import Testing

@testable import HalfhourCommands

struct PeriodChoiceTests {
  /// Summer time from 29 March to 25 October, with the clocks put forward at midnight on the first day.
  private static let zone = LocalZone { civil in
    let day = civil.month * 100 + civil.day
    if day == 329, civil.hour == 0 { return [] }
    return LocalZone.fixed((329..<1_025).contains(day) ? 7_200 : 3_600).times(civil)
  }

  private func span(
    quarter: String? = nil, since: String? = nil, until: String? = nil, now: String = "2026-11-22T12:00+01:00"
  ) throws -> [String] {
    let now = try #require(WallTime(now))
    let choice = try #require(try PeriodChoice(quarter: quarter, since: since, until: until))
    let span = try choice.span(now: now, zone: Self.zone)
    return [span.earlier, span.from, span.until].map { $0.text(fractionDigits: 0) }
  }

  @Test(
    arguments: [
      ("2026Q4", ["2026-07-01T00:00:00+02:00", "2026-10-01T00:00:00+02:00", "2027-01-01T00:00:00+01:00"]),
      ("2026q1", ["2025-10-01T00:00:00+02:00", "2026-01-01T00:00:00+01:00", "2026-04-01T00:00:00+02:00"]),
    ])
  func `a quarter is that of the clock on the wall, and compared with the one before`(text: String, days: [String])
    throws
  {
    #expect(try span(quarter: text) == days)
  }

  @Test func `days are counted with today, or with the last one that was named`() throws {
    let today = ["2026-11-16T00:00:00+01:00", "2026-11-23T00:00:00+01:00"]
    #expect(try span(since: "7d") == ["2026-11-09T00:00:00+01:00"] + today)
    #expect(try span(since: "2026-11-16") == ["2026-11-09T00:00:00+01:00"] + today)
    #expect(
      try span(since: "2026-03-29", until: "2026-03-29") == [
        "2026-03-28T00:00:00+01:00", "2026-03-29T01:00:00+02:00", "2026-03-30T00:00:00+02:00",
      ], "a day without a midnight begins an hour later")
  }

  @Test func `a period as long as all history is compared with what clocks can show`() throws {
    let first = "1900-01-01T00:00:00+01:00"
    #expect(try span(since: "1900-01-01", until: "2200-12-31") == [first, first, "2201-01-01T00:00:00+01:00"])
  }

  @Test func `a day that is written with points is refused with the way to write it`() throws {
    func words(since: String, until: String? = nil) -> String {
      do {
        _ = try PeriodChoice(quarter: nil, since: since, until: until)
        return "taken"
      } catch {
        return error.description
      }
    }
    #expect(words(since: "01.07.2026") == "--since 01.07.2026: say a day as 2026-07-01")
    #expect(words(since: "2026-07-01", until: "9.8.2026") == "--until 9.8.2026: say a day as 2026-08-09")
    #expect(words(since: "31.02.2026") == "--since 31.02.2026: say a day as 2026-07-01, or how many, as 90d")
  }

  @Test func `nothing asked for is no period`() throws {
    #expect(try PeriodChoice(quarter: nil, since: nil, until: nil) == nil)
  }

  @Test(
    arguments: [
      ("2026Q5", nil, nil), ("2026Q0", nil, nil), ("26Q4", nil, nil), ("2026-Q4", nil, nil), ("0000Q1", nil, nil),
      ("+202Q1", nil, nil), ("2026Q4", "90d", nil), ("2026Q4", nil, "2026-12-01"), (nil, "tomorrow", nil),
      (nil, "12h", nil), (nil, "1.5d", nil), (nil, "0s", nil), (nil, "90000d", nil), (nil, "90d", "2026-10-01"),
      (nil, "2026-02-30", nil), (nil, "2026-10-02", "2026-10-01"), (nil, "2026-11-23", nil),
      (nil, nil, "2026-10-01"), (nil, "2026-10-02", "soon"), (nil, "9999-01-01", nil),
    ] as [(String?, String?, String?)])
  func `what is no period is refused`(quarter: String?, since: String?, until: String?) throws {
    #expect(throws: CommandFailure.self) { try span(quarter: quarter, since: since, until: until) }
  }
}
