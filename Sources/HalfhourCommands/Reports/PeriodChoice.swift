internal import Reporting
internal import RunCore
internal import RunbookModel

/// The days that a person asks for, by the calendar of this machine.
enum PeriodChoice: Equatable {
  case quarter(ReportSpan.Quarter)
  case days(first: CivilDate, last: CivilDate?)
  /// So many days, today included.
  case last(days: Int)

  /// Nil where nothing was asked for.
  init?(quarter: String?, since: String?, until: String?) throws(CommandFailure) {
    if quarter != nil, since != nil { throw CommandFailure("--quarter and --since don't go together") }
    if until != nil, since == nil { throw CommandFailure("--until goes with --since") }
    if let quarter {
      self = .quarter(try Self.quarter(quarter))
    } else if let since {
      self = try Self.days(since, until)
    } else {
      return nil
    }
  }

  private static func quarter(_ text: String) throws(CommandFailure) -> ReportSpan.Quarter {
    let bytes = Array(text.utf8)
    guard bytes.count == 6, bytes[4] == UInt8(ascii: "Q") || bytes[4] == UInt8(ascii: "q"),
      bytes[..<4].allSatisfy({ (48...57).contains($0) }), let year = Int(text.prefix(4)), years.contains(year),
      (49...52).contains(bytes[5])
    else { throw CommandFailure("--quarter \(text): say it as 2026Q4") }
    return ReportSpan.Quarter(year: year, number: Int(bytes[5]) - 48)
  }

  private static func days(_ since: String, _ until: String?) throws(CommandFailure) -> PeriodChoice {
    if let duration = Duration(runbookText: since) {
      guard until == nil else { throw CommandFailure("--until goes with a day for --since") }
      let days = duration.components.seconds / 86_400
      guard days >= 1, .seconds(days * 86_400) == duration else {
        throw CommandFailure("--since \(since): say whole days, as 90d")
      }
      return .last(days: Int(days))
    }
    guard let first = day(since) else {
      let meant = withPoints(since)?.text ?? "2026-07-01, or how many, as 90d"
      throw CommandFailure("--since \(since): say a day as \(meant)")
    }
    guard let until else { return .days(first: first, last: nil) }
    guard let last = day(until) else {
      throw CommandFailure("--until \(until): say a day as \(withPoints(until)?.text ?? "2026-09-30")")
    }
    guard first.daysSince1970 <= last.daysSince1970 else {
      throw CommandFailure("--until \(until) is before --since \(since)")
    }
    return .days(first: first, last: last)
  }

  private static func day(_ text: String) -> CivilDate? {
    ClockTime.date(text).flatMap { years.contains($0.year) ? $0 : nil }
  }

  /// The day that somebody meant by `01.07.2026`.
  private static func withPoints(_ text: String) -> CivilDate? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2]),
      years.contains(year)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  /// No run is older or younger; this program's clocks reach from 1678 to 2261.
  private static let years = 1900...2200
  private static let firstDay = CivilDate(year: years.lowerBound, month: 1, day: 1)?.daysSince1970 ?? 0

  /// The moments at which the days begin.
  func span(now: WallTime, zone: LocalZone = .system) throws(CommandFailure) -> ReportSpan {
    let today = Self.date(of: now)
    switch self {
    case .quarter(let quarter):
      return ReportSpan(
        quarter: quarter, earlier: Self.start(of: Self.first(of: quarter.before), zone, now),
        from: Self.start(of: Self.first(of: quarter), zone, now),
        until: Self.start(of: Self.first(of: quarter.next), zone, now))
    case .days(let first, let last):
      let last = last ?? today
      guard first.daysSince1970 <= last.daysSince1970 else {
        throw CommandFailure("--since \(first.text) is in the future")
      }
      return Self.span(first.daysSince1970, last.daysSince1970, zone, now)
    case .last(let days): return Self.span(today.daysSince1970 - Int64(days) + 1, today.daysSince1970, zone, now)
    }
  }

  private static func span(_ first: Int64, _ last: Int64, _ zone: LocalZone, _ now: WallTime) -> ReportSpan {
    let first = max(first, firstDay)
    let days = last - first + 1
    func start(_ day: Int64) -> WallTime { self.start(of: CivilDate(daysSince1970: day), zone, now) }
    return ReportSpan(earlier: start(max(first - days, firstDay)), from: start(first), until: start(last + 1))
  }

  /// Where the clocks go forward at midnight, the day begins an hour later; where nobody knows, now's offset is taken.
  private static func start(of date: CivilDate, _ zone: LocalZone, _ now: WallTime) -> WallTime {
    for hour in 0...3 {
      let civil = CivilTime(year: date.year, month: date.month, day: date.day, hour: hour, minute: 0, second: 0)
      if let time = zone.times(civil).min() { return time }
    }
    return WallTime(nanoseconds: (date.daysSince1970 * 86_400 - Int64(now.offset)) * 1_000_000_000, offset: now.offset)
  }

  private static func first(of quarter: ReportSpan.Quarter) -> CivilDate {
    CivilDate(year: quarter.year, month: quarter.number * 3 - 2, day: 1) ?? CivilDate(daysSince1970: 0)
  }

  private static func date(of time: WallTime) -> CivilDate {
    let civil = time.civil
    return CivilDate(year: civil.year, month: civil.month, day: civil.day) ?? CivilDate(daysSince1970: 0)
  }
}

extension ReportSpan.Quarter {
  fileprivate var next: Self { number == 4 ? Self(year: year + 1, number: 1) : Self(year: year, number: number + 1) }
}

extension CivilDate {
  /// Such as `2026-11-21`.
  var text: String { WallTime(nanoseconds: daysSince1970 * 86_400_000_000_000).day }
}
