internal import RunCore
internal import RunbookModel

/// Reads the times that a person gives for the clocks of an incident.
struct ClockTime {
  let now: WallTime
  let zone: LocalZone

  init(now: WallTime = SystemClock().now().wall, zone: LocalZone = .system) {
    self.now = now
    self.zone = zone
  }

  /// Another machine's clock may be a little ahead.
  static let grace = Duration.seconds(60)

  static let forms = "02:47 (the last one before now), yesterday 23:50, 2026-11-20T23:50, now, or unknown"

  /// Nil stands for `unknown`: nobody knows.
  func read(_ text: String) throws(CommandFailure) -> WallTime? {
    switch text {
    case "unknown": return nil
    case "now": return now
    default: break
    }
    let time: WallTime
    if let full = WallTime(text) { time = full } else { time = try local(text) }
    guard time <= now + Self.grace else {
      throw CommandFailure("\(text) is in the future; it is \(now.text(fractionDigits: 0)) now")
    }
    return time
  }

  private func local(_ text: String) throws(CommandFailure) -> WallTime {
    let words = text.split(whereSeparator: { $0 == " " || $0 == "T" }).map(String.init)
    let today = CivilDate(daysSince1970: days(of: now))
    switch words.count {
    case 1: return try timeOfDay(words[0], today, text)
    case 2 where words[0].lowercased() == "yesterday": return try time(words[1], on: day(before: today), text)
    case 2:
      guard let date = Self.date(words[0]) else { throw unreadable(text) }
      return try time(words[1], on: date, text)
    default: throw unreadable(text)
    }
  }

  /// The last one before now.
  private func timeOfDay(_ clock: String, _ today: CivilDate, _ text: String) throws(CommandFailure) -> WallTime {
    let fields = try timeFields(clock, text)
    let candidates = [today, day(before: today)].flatMap { zone.times(fields.on($0)) }
    let past = candidates.filter { $0 <= now + Self.grace }
    guard let last = past.max() else { throw missing(text) }
    return last
  }

  private func time(_ clock: String, on date: CivilDate, _ text: String) throws(CommandFailure) -> WallTime {
    let times = zone.times(try timeFields(clock, text).on(date))
    guard let first = times.first else { throw missing(text) }
    return times.filter { $0 <= now + Self.grace }.max() ?? first
  }

  private func timeFields(_ clock: String, _ text: String) throws(CommandFailure) -> TimeFields {
    guard let fields = TimeFields(clock) else { throw unreadable(text) }
    return fields
  }

  static func date(_ text: String) -> CivilDate? {
    let fields = text.split(separator: "-", omittingEmptySubsequences: false)
    guard fields.count == 3, fields[0].utf8.count == 4, fields[1].utf8.count == 2, fields[2].utf8.count == 2,
      fields.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }), let year = Int(fields[0]),
      let month = Int(fields[1]), let day = Int(fields[2])
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  private func days(of time: WallTime) -> Int64 {
    let civil = time.civil
    return CivilDate(year: civil.year, month: civil.month, day: civil.day)?.daysSince1970 ?? 0
  }

  private func day(before date: CivilDate) -> CivilDate { CivilDate(daysSince1970: date.daysSince1970 - 1) }

  private func unreadable(_ text: String) -> CommandFailure {
    CommandFailure("\(text) is no time. Say \(Self.forms)")
  }

  private func missing(_ text: String) -> CommandFailure {
    CommandFailure("\(text) did not exist on that day, because the clocks went forward. Say it with its offset")
  }
}

/// A time of day as a person writes it, without its day.
struct TimeFields: Hashable {
  var hour: Int
  var minute: Int
  var second: Int

  /// `2:47`, `02:47` or `02:47:30`.
  init?(_ text: String) {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(fields.count), (1...2).contains(fields[0].utf8.count),
      fields.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
      fields.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }), let hour = Int(fields[0]),
      let minute = Int(fields[1]), hour < 24, minute < 60
    else { return nil }
    let second = fields.count == 3 ? Int(fields[2]) ?? 60 : 0
    guard second < 60 else { return nil }
    self.hour = hour
    self.minute = minute
    self.second = second
  }

  func on(_ date: CivilDate) -> CivilTime {
    CivilTime(
      year: date.year, month: date.month, day: date.day, hour: hour, minute: minute, second: second)
  }
}
