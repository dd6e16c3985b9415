import RunbookModel
import Testing

@testable import RunCore

struct WallTimeTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0, 0), ("1969-12-31T23:59:59.5Z", -500_000_000, 0),
    ("2000-02-29T12:00:00+01:00", 951_822_000_000_000_000, 3_600), ("2026-11-21T03:04", nil, 0),
    ("2024-02-29T23:59:60Z", 1_709_251_200_000_000_000, 0), ("2026-01-01t00:00:00.123456789-0530", nil, -19_800),
  ])
  func `times are read`(text: String, nanoseconds: Int?, offset: Int) {
    // The one without an offset is refused.
    guard text != "2026-11-21T03:04" else { return #expect(WallTime(text) == nil) }
    let time = WallTime(text)
    #expect(time?.offset == offset)
    if let nanoseconds { #expect(time?.nanoseconds == Int64(nanoseconds)) }
  }

  @Test(arguments: [
    "", "T", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-1-01T00:00:00Z",
    "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:61Z", "2026-01-01T00:00:00", "2026-01-01",
    "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00.1234567890Z", "2026-01-01T00:00:00+24:00", "+026-01-01T00:00:00Z",
    "2026-01-01T+1:00:00Z", "2026-01-01T00:00:00+1:000", "1500-01-01T00:00:00Z", "2262-04-11T23:47:16.9Z",
    "2026-01-01T00:00:00.٣Z",
  ])
  func `what is no time is refused`(text: String) { #expect(WallTime(text) == nil) }

  @Test func `every time comes back from its text`() {
    var nanoseconds = Int64(-9_000_000_000_000_000_000)
    while nanoseconds < 9_000_000_000_000_000_000 {
      let offset = Int(nanoseconds / 1_000_000_007 % 840) * 60
      let time = WallTime(nanoseconds: nanoseconds, offset: offset)
      #expect(WallTime(time.description) == time)
      nanoseconds += 12_345_678_901_234_567
    }
  }

  @Test func `reckoning stops at the ends of the range, and what it gives can be shown and read`() {
    for duration in [Duration.seconds(Int64.max / 2), .nanoseconds(Int64.max), .seconds(9_223_372_036.9)] {
      for offset in [-86_340, 0, 86_340] {
        for time in [WallTime(nanoseconds: 1, offset: offset) + duration, WallTime(nanoseconds: 0) - duration] {
          #expect(WallTime(time.description) == time)
        }
      }
    }
    #expect((Uptime(nanoseconds: 5) + .nanoseconds(Int64.max)).nanoseconds == .max)
    #expect(Uptime(nanoseconds: .min) - Uptime(nanoseconds: .max) < .zero)
  }

  @Test func `a text shows the time on the wall where the clock hung`() {
    let time = WallTime(nanoseconds: -1, offset: -3_600)
    #expect(time.description == "1969-12-31T22:59:59.999999999-01:00")
    #expect(time.text(fractionDigits: 0) == "1969-12-31T22:59:59-01:00")
  }

  @Test(arguments: ["0", "9223285636", "9223372036", "9300000000", "99999999999"])
  func `a restored point that a step printed can be read from the journal again`(seconds: String) {
    guard let time = RecoveryPoint.time(from: seconds) else { return #expect(seconds > "9223285636") }
    #expect(WallTime(time.description) == time)
  }

  @Test func `times that are centuries apart don't overflow`() {
    let early = WallTime(nanoseconds: .min + 1)
    let late = WallTime(nanoseconds: .max)
    #expect(late - early > .seconds(18_000_000_000))
    #expect(late + .seconds(1) == late - .seconds(86_400))
  }
}
