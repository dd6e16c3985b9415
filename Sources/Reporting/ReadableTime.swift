internal import RunCore
internal import RunbookModel

extension Duration {
  /// As in a sentence: `25 seconds`, `47 minutes 12 seconds`, `26 hours 5 minutes`, `3 days 4 hours`.
  var spokenText: String {
    // What doesn't fit is centuries long, and room is left for rounding.
    let nanoseconds = min(nanoseconds, .max - 500_000_000)
    let tenths = (nanoseconds + 50_000_000) / 100_000_000
    if tenths < 0 { return "minus " + (Duration.zero - self).spokenText }
    if tenths < 100 && tenths % 10 != 0 { return "\(tenths / 10).\(tenths % 10) seconds" }
    let seconds = (nanoseconds + 500_000_000) / 1_000_000_000
    switch seconds {
    case ..<60: return Self.count(seconds, "second")
    case ..<3_600: return Self.two(seconds / 60, "minute", seconds % 60, "second")
    case ..<172_800: return Self.two(seconds / 3_600, "hour", seconds / 60 % 60, "minute")
    default: return Self.two(seconds / 86_400, "day", seconds / 3_600 % 24, "hour")
    }
  }

  private static func count(_ number: Int64, _ unit: String) -> String { "\(number) \(unit)\(number == 1 ? "" : "s")" }

  private static func two(_ large: Int64, _ unit: String, _ small: Int64, _ part: String) -> String {
    count(large, unit) + (small == 0 ? "" : " " + count(small, part))
  }

  /// What somebody set rather than measured, without the zeros: `30m`, `24h`, `1h 30m`, `90d`.
  package var targetText: String {
    guard self >= .seconds(1), components.attoseconds == 0 else { return self == .zero ? "0s" : roundedText }
    let seconds = components.seconds
    var parts = [(seconds / 86_400, "d"), (seconds / 3_600 % 24, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")]
    if seconds < 172_800 { parts = [(0, "d"), (seconds / 3_600, "h")] + parts[2...] }
    return parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined(separator: " ")
  }
}

extension WallTime {
  /// Date, time and offset, for people: `2026-11-21 03:04:05 +00:00`.
  var readable: String {
    let text = text(fractionDigits: 0)
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8)) \(text.dropFirst(19))"
  }
}

extension Moment {
  /// How long after the run's start, or before it.
  var offsetText: String {
    if elapsed < .zero { return "\((.zero - elapsed).targetText) before" }
    return elapsed == .zero ? "0s" : "+" + elapsed.roundedText
  }
}

extension Int {
  /// An amount of data by powers of 1,000: `41.2 GB`.
  var bytesText: String {
    var amount = Double(self)
    for unit in ["bytes", "kB", "MB", "GB", "TB"] {
      if amount < 1_000 || unit == "TB" {
        let tenths = Int((amount * 10).rounded())
        return unit == "bytes" || tenths % 10 == 0 ? "\(tenths / 10) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
      }
      amount /= 1_000
    }
    return "\(self) bytes"
  }
}
