internal import RunCore

/// Reads the times that a person gives for the clocks of an incident.
enum ClockTime {
  /// RFC 3339, or a time of day, which is the last one before now.
  static func read(_ text: String, now: WallTime) -> WallTime? {
    if let time = WallTime(text) { return time }
    let civil = now.civil
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let hour = Int(parts[0]), parts.dropFirst().allSatisfy({ $0.count == 2 })
    else {
      return nil
    }
    let sign = now.offset < 0 ? "-" : "+"
    let offset = "\(sign)\(two(abs(now.offset) / 3_600)):\(two(abs(now.offset) / 60 % 60))"
    let year = String(repeating: "0", count: max(0, 4 - String(civil.year).count)) + String(civil.year)
    let clock = ([two(hour)] + parts.dropFirst().map(String.init)).joined(separator: ":")
    guard let today = WallTime("\(year)-\(two(civil.month))-\(two(civil.day))T\(clock)\(offset)") else { return nil }
    return today <= now ? today : today - .seconds(86_400)
  }
}
