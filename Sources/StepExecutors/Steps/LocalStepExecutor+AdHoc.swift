package import RunCore

extension LocalStepExecutor {
  package func executeAdHoc(_ start: AdHocStart) async -> AttemptReport {
    AttemptReport(.neverStarted, message: "ad-hoc commands can't be run yet")
  }

  package func recoverAdHoc(_ start: AdHocStart, boot: String) async -> AttemptReport {
    AttemptReport(.neverStarted, message: "ad-hoc commands can't be run yet")
  }
}
