internal import RunCore
internal import RunbookModel

/// Lengths of time as in a cell or beside a mark, where there is no room for words.
extension Phrasebook {
  /// What was measured: `12m 05s`, `3.4s`.
  func short(_ duration: Duration) -> String { text(of: duration.rounded) }

  /// What somebody set, without the zeros: `30m`, `1h 30m`.
  func target(_ duration: Duration) -> String { text(of: duration.targetReading) }

  /// How long after the run's start, or before it.
  func offset(_ moment: Moment) -> String {
    if moment.elapsed < .zero { return say("\(target(.zero - moment.elapsed)) before") }
    return moment.elapsed == .zero ? target(.zero) : "+" + short(moment.elapsed)
  }

  private func text(of reading: TimeReading) -> String {
    (reading.isNegative ? "-" : "") + reading.parts.map(text).joined(separator: " ")
  }

  private func text(of part: TimeReading.Part) -> String {
    let number = part.number
    if let tenth = part.tenth, part.unit == .seconds { return say("\(number).\(tenth)s") }
    return switch part.unit {
    case .days: say("\(number)d")
    case .hours: say("\(number)h")
    case .minutes: say("\(number)m")
    case .seconds: say("\(number)s")
    case .milliseconds: say("\(number)ms")
    }
  }
}
