internal import RunCore
internal import RunbookModel

/// How a time that a person gave was understood, so that a wrong one is seen at once.
enum ClockWords {
  /// `02:47`, `yesterday 23:50`, `2026-11-20 23:50`; with its offset where the clock of now has another.
  static func day(_ time: WallTime, now: WallTime) -> String {
    let local = time.civil
    let days = day(now.civil) - day(local)
    let clock = "\(two(local.hour)):\(two(local.minute))"
    let date = "\(local.year)-\(two(local.month))-\(two(local.day))"
    let when =
      days == 0 ? clock : days == 1 ? "yesterday \(clock)" : days == -1 ? "tomorrow \(clock)" : "\(date) \(clock)"
    guard time.offset != now.offset else { return when }
    return when + " (\(time.text(fractionDigits: 0).suffix(6)))"
  }

  /// `down since 02:47, that is 14 minutes ago`.
  static func since(_ stamp: ClockStamp, now: WallTime) -> String {
    let whose = stamp.source.map { " by \($0)" } ?? ""
    guard let time = stamp.time else {
      switch stamp.clock {
      case .disruption: return "nobody knows when it went down"
      case .detected: return "nobody knows when it was noticed"
      case .declared: return "nobody knows when the incident was declared" + whose
      case .accepted: return "nobody knows when it was accepted"
      case .backlogCleared: return "nobody knows when the backlog was cleared"
      case .dataFrom: return "nobody knows from when the data are"
      }
    }
    let when = "\(day(time, now: now)), \(ago(time, now: now))"
    switch stamp.clock {
    case .disruption: return "down since \(when)"
    case .detected: return "noticed at \(when)"
    case .declared: return "declared\(whose) at \(when)"
    case .accepted: return "accepted at \(when)"
    case .backlogCleared: return "backlog cleared at \(when)"
    case .dataFrom: return "data from \(when)"
    }
  }

  /// The same as a sentence of its own.
  static func sentence(_ stamp: ClockStamp, now: WallTime) -> String {
    let words = since(stamp, now: now)
    return words.prefix(1).uppercased() + words.dropFirst() + "."
  }

  private static func ago(_ time: WallTime, now: WallTime) -> String {
    let age = now - time
    return age < .seconds(1) ? "just now" : "that is \(age.ageText) ago"
  }

  private static func day(_ civil: CivilTime) -> Int64 {
    CivilDate(year: civil.year, month: civil.month, day: civil.day)?.daysSince1970 ?? 0
  }

  static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// The order in which the clocks of a run can only stand; what is said wrongly is told before it is written.
  static func refuseDisorder(
    disruption: WallTime?, detected: WallTime?, declared: WallTime?, now: WallTime
  ) throws(CommandFailure) {
    if let disruption, let detected, detected < disruption {
      throw CommandFailure(
        "it can't have been noticed at \(day(detected, now: now)), before it went down at \(day(disruption, now: now))")
    }
    if let declared, let earlier = detected ?? disruption, declared < earlier {
      let what = detected == nil ? "went down" : "was noticed"
      throw CommandFailure(
        "the incident can't have been declared at \(day(declared, now: now)), before it \(what) at \(day(earlier, now: now))"
      )
    }
  }
}

extension ClockWords {
  /// A time that lies ahead or was computed, on the clock that hangs on the wall now.
  static func clock(_ time: WallTime, now: WallTime) -> String {
    let shown = WallTime(nanoseconds: time.nanoseconds, offset: now.offset)
    return day(shown, now: now)
  }
}
