package import RunCore

extension RunID {
  /// A name that sorts by time and that a person can tell from others: `20261121-045507.417-shop-7f3a`.
  ///
  /// The time is UTC: by the clock on the wall, a run begun after the end of summer time would sort before its elders.
  package init(at time: WallTime, runbook: String, chance: UInt16) {
    let civil = WallTime(nanoseconds: time.nanoseconds).civil
    func digits(_ number: Int, _ width: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    let date = digits(civil.year, 4) + digits(civil.month, 2) + digits(civil.day, 2)
    let clock = digits(civil.hour, 2) + digits(civil.minute, 2) + digits(civil.second, 2)
    let milliseconds = digits(civil.nanosecond / 1_000_000, 3)
    let word = String(chance, radix: 16)
    let suffix = String(repeating: "0", count: 4 - word.count) + word
    self.init("\(date)-\(clock).\(milliseconds)-\(runbook.prefix(40))-\(suffix)")
  }
}
