internal import Glibc
internal import RunCore

/// The clocks on the walls around this machine, summer time included.
struct LocalZone: Sendable {
  /// The times at which those clocks show this: none when they were put forward over it, two when they were put back.
  let times: @Sendable (CivilTime) -> [WallTime]

  static let system = LocalZone { civil in
    var found: [WallTime] = []
    for daylight: Int32 in [0, 1] {
      guard let time = time(civil, daylight), !found.contains(time) else { continue }
      found.append(time)
    }
    return found.sorted()
  }

  /// Clocks that show the same offset all year.
  static func fixed(_ offset: Int) -> LocalZone {
    LocalZone { civil in
      let days = CivilDate(year: civil.year, month: civil.month, day: civil.day)?.daysSince1970 ?? 0
      let seconds = days * 86_400 + Int64(civil.hour * 3_600 + civil.minute * 60 + civil.second - offset)
      return [WallTime(nanoseconds: seconds * 1_000_000_000, offset: offset)]
    }
  }

  /// Nil where the clocks don't show it with summer time, or without.
  private static func time(_ civil: CivilTime, _ daylight: Int32) -> WallTime? {
    var fields = tm()
    fields.tm_year = Int32(civil.year - 1900)
    fields.tm_mon = Int32(civil.month - 1)
    fields.tm_mday = Int32(civil.day)
    fields.tm_hour = Int32(civil.hour)
    fields.tm_min = Int32(civil.minute)
    fields.tm_sec = Int32(civil.second)
    fields.tm_isdst = daylight
    var seconds = mktime(&fields)
    var shown = tm()
    localtime_r(&seconds, &shown)
    guard shown.tm_hour == Int32(civil.hour), shown.tm_min == Int32(civil.minute),
      shown.tm_mday == Int32(civil.day), shown.tm_mon == Int32(civil.month - 1)
    else { return nil }
    return WallTime(nanoseconds: Int64(seconds) * 1_000_000_000, offset: shown.tm_gmtoff)
  }
}
