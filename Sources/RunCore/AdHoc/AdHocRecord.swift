/// An ad-hoc command as the journal tells it.
package struct AdHocRecord: Hashable, Sendable {
  package var request: AdHocRequest
  package var attempt: AttemptID
  /// When its intent was written, or when it was refused.
  package internal(set) var started: Moment
  package internal(set) var ended: Moment?
  package internal(set) var report: AttemptReport?
  /// Why it was not even tried.
  package internal(set) var refusal: String?
  /// Of this machine, when it was started.
  package var boot: String?
  package var jobFolders: JobPlace?
  package var destination: String?
  /// What was seen of its host when it started, or when it reached it first.
  package internal(set) var contact: HostContact?
  package internal(set) var observedLate = false

  package var isRunning: Bool { report == nil && refusal == nil }

  /// Nobody can say that it did nothing.
  package var mayHaveRun: Bool { refusal == nil && report?.result != .neverStarted }
}
