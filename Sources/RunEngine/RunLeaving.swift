package import RunCore

/// Why a driver let go of its run.
package enum RunLeaving: Hashable, Sendable {
  case finished(RunEnding)
  /// Only a person can move the run on; it can be resumed.
  case waiting([Prompt])
  /// It was told to leave; jobs go on, and the run can be resumed.
  case left
}
