package import RunCore

/// Where the answers of checks that have a known-good one are kept, in the form of known-good files.
package struct AnswerKeeping: Sendable {
  /// Where the answer of an attempt goes; nil where none is kept.
  package var file: @Sendable (AttemptID) -> String?
  /// The present time as it is recorded.
  package var time: @Sendable () -> String
  package var by: String
  /// The command that was given.
  package var command: String
  /// Every answer is kept, and compared with none: they are being recorded.
  package var isRecording: Bool

  package init(
    file: @escaping @Sendable (AttemptID) -> String?, time: @escaping @Sendable () -> String, by: String,
    command: String, isRecording: Bool = false
  ) {
    self.file = file
    self.time = time
    self.by = by
    self.command = command
    self.isRecording = isRecording
  }
}
