internal import RunbookModel

extension Phrasebook {
  /// As in a sentence: `25 seconds`, `47 minutes 12 seconds`, `26 hours 5 minutes`, `3 days 4 hours`.
  func spoken(_ duration: Duration) -> String {
    // What doesn't fit is centuries long, and room is left for rounding.
    let nanoseconds = min(max(duration.nanoseconds, -.max + 500_000_000), .max - 500_000_000)
    let tenths = (nanoseconds + 50_000_000) / 100_000_000
    if tenths < 0 { return say("minus \(spoken(.nanoseconds(-nanoseconds)))") }
    if tenths == 0 && nanoseconds > 0 { return say("less than a tenth of a second") }
    if tenths < 100 && tenths % 10 != 0 { return say("\(tenths / 10).\(tenths % 10) seconds") }
    let seconds = (nanoseconds + 500_000_000) / 1_000_000_000
    return switch seconds {
    case ..<60: spoken(seconds: seconds)
    case ..<3_600: joined(spoken(minutes: seconds / 60), seconds % 60, spoken(seconds: seconds % 60))
    case ..<172_800:
      joined(spoken(hours: seconds / 3_600), seconds / 60 % 60, spoken(minutes: seconds / 60 % 60))
    default: joined(spoken(days: seconds / 86_400), seconds / 3_600 % 24, spoken(hours: seconds / 3_600 % 24))
    }
  }

  private func joined(_ large: String, _ count: Int64, _ small: String) -> String {
    count == 0 ? large : "\(large) \(small)"
  }

  private func spoken(seconds: Int64) -> String { seconds == 1 ? say("1 second") : say("\(seconds) seconds") }
  private func spoken(minutes: Int64) -> String { minutes == 1 ? say("1 minute") : say("\(minutes) minutes") }
  private func spoken(hours: Int64) -> String { hours == 1 ? say("1 hour") : say("\(hours) hours") }
  private func spoken(days: Int64) -> String { days == 1 ? say("1 day") : say("\(days) days") }
}
