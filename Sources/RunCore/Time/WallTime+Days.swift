extension WallTime {
  /// How many days of the calendar this day is over at a time: 0 on the day itself, whatever the hour; nil before it.
  ///
  /// Each is the day by its own clock on the wall, as both are shown; a day with a change of the clock is one day, too.
  package func daysLate(at now: WallTime) -> Int? {
    let late = now.dayNumber - dayNumber
    return late < 0 ? nil : late
  }

  /// Since 1970, on its own wall.
  private var dayNumber: Int {
    let seconds = Self.floored(Int(nanoseconds), by: 1_000_000_000) + offset
    return Self.floored(seconds, by: 86_400)
  }

  private static func floored(_ number: Int, by size: Int) -> Int {
    let (quotient, rest) = number.quotientAndRemainder(dividingBy: size)
    return rest < 0 ? quotient - 1 : quotient
  }
}
