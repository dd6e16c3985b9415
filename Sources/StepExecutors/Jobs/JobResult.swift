/// How a job ended.
package enum JobTermination: Hashable, Sendable {
  /// With the script's status, which is 128 and more where a shell says that a signal ended it.
  case exited(Int32)
  /// The supervisor itself was ended by a signal, before it could record anything.
  case signalled(Int32)
  case timedOut
  case cancelled
  /// The supervisor could not make its mark, so that it never came to the script.
  case neverBegan
  /// Its host never heard of it, and won't start it any more.
  case neverStarted
  /// The process ended and no record tells how; what it did is unknown.
  case unrecorded
}

/// What one attempt came to, after its log was moved; the job folder stays until `JobRunner.remove`.
package struct JobResult: Sendable {
  package let termination: JobTermination
  package let started: ClockReading
  package let ended: ClockReading
  /// The declared outputs; empty unless the job exited with 0 and left all of them.
  package let outputs: [String: String]
  /// What was wrong with the outputs, each a sentence; one is enough to fail the step.
  package let outputProblems: [String]
  package let log: LogSummary
  /// The beginning of the output, as much as the request asked for.
  let printed: PrintedOutput
  /// Processes of the job that live on, because it started them and left them on purpose.
  package let leftovers: [Int32]
  /// True when the job ended while no halfhour watched it.
  package let observedLate: Bool
  /// Of a job that was ended: what could not be ended with it, each a sentence.
  package let remarks: [String]

  package var succeeded: Bool { termination == .exited(0) && outputProblems.isEmpty }
}

/// What was kept of a job's output.
package struct LogSummary: Hashable, Sendable {
  /// Bytes in the log file; 0 means that there is none.
  package var kept: Int = 0
  /// Bytes of output that the log's limit cut off.
  package var cut: Int = 0
  /// Bytes of output that were lost because the log couldn't be written.
  package var lost: Int = 0

  package init() {}
}
