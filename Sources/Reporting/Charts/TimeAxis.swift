internal import RunbookModel

/// Round times for the axis of a picture.
enum TimeAxis {
  private static let steps: [Duration] = [
    .milliseconds(1), .milliseconds(2), .milliseconds(5), .milliseconds(10), .milliseconds(20), .milliseconds(50),
    .milliseconds(100), .milliseconds(200), .milliseconds(500), .seconds(1), .seconds(2), .seconds(5), .seconds(10),
    .seconds(15), .seconds(30), .seconds(60), .seconds(120), .seconds(300), .seconds(600), .seconds(900),
    .seconds(1_800), .seconds(3_600), .seconds(7_200), .seconds(21_600), .seconds(43_200), .seconds(86_400),
  ]

  /// Round times from zero on, at most nine or as many as asked for.
  static func ticks(upTo length: Duration, most: Int = 9) -> [Duration] {
    let gaps = Double(max(1, most - 1))
    let days = Int64(min(1e6, length / (.seconds(86_400) * gaps)))
    let step = steps.first { length / $0 <= gaps } ?? .seconds(86_400 * (1 + days))
    return (0...Int(length / step)).map { step * $0 }
  }

  static func label(_ time: Duration, say: Phrasebook = .english) -> String {
    if time == .zero { return "0" }
    if time < .seconds(1) { return "\(time.nanoseconds / 1_000_000) ms" }
    let seconds = time.components.seconds
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    switch seconds {
    case ..<60:
      let tenths = time.components.attoseconds / 100_000_000_000_000_000
      return tenths == 0 ? "\(seconds) s" : say("\(seconds).\(tenths) s")
    case ..<3_600: return "\(seconds / 60)" + (seconds % 60 == 0 ? "" : ":" + two(seconds % 60)) + " min"
    case ..<172_800: return "\(seconds / 3_600)" + (seconds % 3_600 == 0 ? "" : ":" + two(seconds / 60 % 60)) + " h"
    default:
      let hours = seconds / 3_600 % 24
      return "\(seconds / 86_400) d" + (hours == 0 ? "" : " \(hours) h")
    }
  }
}
