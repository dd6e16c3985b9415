internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

extension RunExecutor {
  /// Restarts a host, or sees a restart through that was begun before.
  func reboot(
    _ reboot: Reboot, _ request: AttemptRequest, _ values: AttemptValues,
    _ work: (RebootAttempt) async -> AttemptReport
  ) async -> AttemptReport {
    guard let site = site(of: request), site.link != nil, let jobs = hostJobs(of: request) else {
      return AttemptReport(
        .failed, message: "a reboot needs a host: the machine that runs halfhour can't wait for its own")
    }
    do {
      let attempt = RebootAttempt(
        site: site, jobs: jobs, job: try jobRequest(RebootAttempt.script, request, values),
        patience: reboot.backWithin ?? request.step.step.timeout ?? RebootAttempt.standardPatience,
        cancellation: Cancellation())
      makeCancellable(request.attempt, by: attempt.cancellation)
      return await work(attempt)
    } catch {
      return AttemptReport(.failed, message: error.message)
    }
  }

  /// What became of an attempt that is no script when halfhour ended in the middle of it.
  func recoverWithoutScript(_ request: AttemptRequest, _ values: AttemptValues) async -> AttemptReport {
    if case .reboot(let reboot) = request.step.step.kind {
      let before = request.step.step.on.flatMap { request.hosts[$0]?.lastContact?.boot }
      return await self.reboot(reboot, request, values) { await $0.recover(boot: before ?? "") }
    }
    // What writes files by itself ended with its process, and may be done again.
    return AttemptReport(.unknown, message: "halfhour ended meanwhile")
  }
}
