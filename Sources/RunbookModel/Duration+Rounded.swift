extension Duration {
  /// What a person reads: whole seconds from a minute on, tenths below, milliseconds below a second; `12m 05s`, `3.4s`.
  package var roundedText: String { rounded.text }

  /// The same in its parts, for those who say it in another language.
  package var rounded: TimeReading {
    // What doesn't fit is centuries long, and room is left for rounding.
    let total = min(nanoseconds, .max - 500_000_000)
    if total < 0 {
      var reading = (Duration.zero - self).rounded
      reading.isNegative.toggle()
      return reading
    }
    if total < 1_000_000_000 {
      return TimeReading([.init("\((total + 500_000) / 1_000_000)", .milliseconds)])
    }
    if total < 59_950_000_000 {
      let tenths = (total + 50_000_000) / 100_000_000
      return TimeReading([.init("\(tenths / 10)", tenth: tenths % 10, .seconds)])
    }
    let seconds = (total + 500_000_000) / 1_000_000_000
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60)
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    if days > 0 { return TimeReading([.init("\(days)", .days), .init(two(hours), .hours)]) }
    if hours > 0 { return TimeReading([.init("\(hours)", .hours), .init(two(minutes), .minutes)]) }
    return TimeReading([.init("\(minutes)", .minutes), .init(two(seconds % 60), .seconds)])
  }
}
