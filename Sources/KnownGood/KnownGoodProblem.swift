/// Why a recorded answer can't be used, and what to do.
package struct KnownGoodProblem: Error, Hashable, Sendable, CustomStringConvertible {
  package var file: String
  /// Nil where no line is meant.
  package var line: Int?
  package var message: String
  /// Whether the answer belongs to a backup, and so can't be recorded anew.
  package var isOfBackup = false

  package init(file: String, line: Int? = nil, _ message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  package static let advice =
    "take it back from version control, or record it anew with `halfhour known-good record` and review the difference"

  private static let adviceOnBackup = "what was recorded with this backup was changed since: use another backup"

  package var description: String {
    "\(file)\(line.map { ":\($0)" } ?? ""): \(message); \(isOfBackup ? Self.adviceOnBackup : Self.advice)"
  }
}
