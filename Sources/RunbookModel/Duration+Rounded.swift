extension Duration {
  /// What a person reads: whole seconds from a minute on, tenths below, milliseconds below a second; `12m 05s`, `3.4s`.
  package var roundedText: String {
    // What doesn't fit is centuries long, and room is left for rounding.
    let total = min(nanoseconds, .max - 500_000_000)
    if total < 0 { return "-" + (Duration.zero - self).roundedText }
    if total < 1_000_000_000 { return "\((total + 500_000) / 1_000_000)ms" }
    if total < 59_950_000_000 {
      let tenths = (total + 50_000_000) / 100_000_000
      return "\(tenths / 10).\(tenths % 10)s"
    }
    let seconds = (total + 500_000_000) / 1_000_000_000
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60)
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    if days > 0 { return "\(days)d \(two(hours))h" }
    if hours > 0 { return "\(hours)h \(two(minutes))m" }
    return "\(minutes)m \(two(seconds % 60))s"
  }
}
