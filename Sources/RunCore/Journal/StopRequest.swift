package import RunbookModel

/// The run is to end before its plan does.
package struct StopRequest: Hashable, Sendable, Decodable {
  package enum Cause: Hashable, Sendable {
    case `operator`(Operator)
    /// This step failed, and its author or the mode says stop.
    case failure(StepID)
    /// A drill without a journal proves nothing.
    case bookkeeping
  }

  package var cause: Cause
  package var reason: String?
  /// Running jobs are ended rather than waited for.
  package var cancelsRunning: Bool
  /// Cleanup is left out as well.
  package var leavesCleanup: Bool

  package init(cause: Cause, reason: String? = nil, cancelsRunning: Bool, leavesCleanup: Bool = false) {
    self.cause = cause
    self.reason = reason
    self.cancelsRunning = cancelsRunning
    self.leavesCleanup = leavesCleanup
  }
}
