internal import RecoveryPlanning
internal import StepExecutors

/// Connects to every host of a plan at once; what the `ssh` client needs for it goes with the look.
enum HostLook {
  static func findings(_ plan: Plan) async throws -> [HostFindings] {
    guard !plan.hosts.isEmpty else { return [] }
    let scratch = try ScratchFolder()
    let signals = SignalWatch(interrupt: scratch.leave, terminate: scratch.leave)
    defer {
      signals.end()
      scratch.remove()
    }
    return await HostInspector(plan: plan, configuration: plan.sshConfig, folder: scratch.path).findings()
  }
}
