import Glibc

/// How much of a job's raw log is in its log file, kept so that a halfhour that comes later loses and doubles no byte.
struct LogPosition: Hashable, Sendable {
  /// Bytes of the raw log that are dealt with.
  var consumed = 0
  /// Bytes of the log file that are valid; what stands behind them is the torn end of an append.
  var length = 0
  var cut = 0
  var lost = 0
  /// Lost bytes of which the log file doesn't say so yet.
  var unsaid = 0

  /// No log is as long; whatever is added to it still fits.
  private static let most = 1 << 60

  init() {}

  init?(_ line: String) {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    let numbers = words.dropLast().compactMap { Int($0) }
    guard words.last == "end\n", numbers.count == 5, words.count == 6,
      numbers.allSatisfy({ (0...Self.most).contains($0) })
    else { return nil }
    (consumed, length, cut, lost, unsaid) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4])
  }

  /// Of one length always, so that writing it over an older one is one write of the whole.
  var line: String {
    [consumed, length, cut, lost, unsaid].map { number in
      let digits = String(number)
      return String(repeating: "0", count: 20 - digits.count) + digits + " "
    }.joined() + "end\n"
  }
}
