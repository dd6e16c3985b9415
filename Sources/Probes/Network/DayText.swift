internal import Glibc

/// Days as texts.
enum DayText {
  /// `2026-01-02`, by the clock of Greenwich.
  static func day(_ seconds: Int64) -> String {
    var time = time_t(seconds)
    var parts = tm()
    guard gmtime_r(&time, &parts) != nil else { return "an unknown day" }
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
  }

  static func now() -> Int64 { Int64(time(nil)) }
}
