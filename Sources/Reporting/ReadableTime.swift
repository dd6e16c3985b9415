internal import RunCore
internal import RunbookModel

extension Duration {
  /// As in a sentence: `25 seconds`, `47 minutes 12 seconds`, `26 hours 5 minutes`, `3 days 4 hours`.
  var spokenText: String { Phrasebook.english.spoken(self) }

  /// What somebody set rather than measured, without the zeros: `30m`, `24h`, `1h 30m`, `90d`.
  package var targetText: String { targetReading.text }

  /// The same in its parts, for those who say it in another language.
  var targetReading: TimeReading {
    guard self >= .seconds(1), components.attoseconds == 0 else {
      return self == .zero ? TimeReading([.init("0", .seconds)]) : rounded
    }
    let seconds = components.seconds
    let isLong = seconds >= 172_800
    let parts: [(Int64, TimeReading.Unit)] = [
      (isLong ? seconds / 86_400 : 0, .days), (isLong ? seconds / 3_600 % 24 : seconds / 3_600, .hours),
      (seconds / 60 % 60, .minutes), (seconds % 60, .seconds),
    ]
    return TimeReading(parts.filter { $0.0 > 0 }.map { .init("\($0.0)", $0.1) })
  }
}

extension WallTime {
  /// Date, time and offset, for people: `2026-11-21 03:04:05 +00:00`.
  var readable: String {
    let text = text(fractionDigits: 0)
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8)) \(text.dropFirst(19))"
  }
}

extension Int {
  /// An amount of data by powers of 1,000: `41.2 GB`.
  var bytesText: String { Phrasebook.english.size(self) }
}
