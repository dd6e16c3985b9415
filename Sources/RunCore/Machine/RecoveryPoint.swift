/// Reads the time of the data that a step restored.
package enum RecoveryPoint {
  /// RFC 3339, or whole seconds since 1970 as `date +%s` prints them; no later than a journal can hold.
  package static func time(from text: String) -> WallTime? {
    if let seconds = Int64(text), (0..<100_000_000_000).contains(seconds) {
      let (nanoseconds, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
      return overflow ? nil : WallTime(WallTime(nanoseconds: nanoseconds).description)
    }
    return WallTime(text)
  }
}
