internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

extension RunExecutor {
  /// Asks a server over the network, from here or by way of the step's host.
  func probe(_ request: AttemptRequest, _ values: AttemptValues) async -> AttemptReport {
    AttemptReport(.failed, message: "to be built")
  }
}
