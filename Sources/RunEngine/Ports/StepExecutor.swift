package import RunCore

/// Does what a step says; a step that fails is a report, never an error.
package protocol StepExecutor: Sendable {
  /// Starts the attempt and returns when it is over, or when it is known that it never started.
  func execute(_ request: AttemptRequest) async -> AttemptReport
  /// Finds out what became of an attempt that an earlier session started under that boot, and waits for its end.
  func recover(_ request: AttemptRequest, boot: String) async -> AttemptReport
  /// Runs a command that no runbook holds, under the same guarantees as an attempt.
  func executeAdHoc(_ start: AdHocStart) async -> AttemptReport
  /// Finds out what became of a command that an earlier session started under that boot, and never starts it again.
  func recoverAdHoc(_ start: AdHocStart, boot: String) async -> AttemptReport
  /// Ends all that the attempt started: one request, a grace, then by force; its report follows from where it runs.
  func cancel(_ attempt: AttemptID) async
  /// Clears away what the attempt left for a later session to find; its outcome is durable now.
  func forget(_ attempt: AttemptID)
}
