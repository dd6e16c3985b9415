internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

extension RunExecutor {
  /// Restarts a host, or sees a restart through that was begun before.
  func reboot(
    _ reboot: Reboot, _ request: AttemptRequest, _ values: AttemptValues,
    _ work: (RebootAttempt) async -> AttemptReport
  ) async -> AttemptReport {
    guard let site = site(of: request), site.link != nil else {
      return AttemptReport(
        .failed, message: "a reboot needs a host: the machine that runs halfhour can't wait for its own")
    }
    do {
      let attempt = RebootAttempt(
        site: site, jobs: hostJobs(site), job: try jobRequest(RebootAttempt.script, request, values),
        patience: reboot.backWithin ?? request.step.step.timeout ?? RebootAttempt.standardPatience,
        cancellation: Cancellation())
      makeCancellable(request.attempt, by: attempt.cancellation)
      return await work(attempt)
    } catch {
      return AttemptReport(.failed, message: error.message)
    }
  }

  /// Proves that a drill host can't reach what is live; a connection that is not tried proves nothing.
  func isolation(_ connection: TCPProbe, _ request: AttemptRequest) async -> AttemptReport {
    let started = ClockReading.now()
    guard let site = site(of: request), let link = site.link else {
      return AttemptReport(.failed, message: "an isolation check needs a host")
    }
    if case .failure(let problem) = await site.reached(within: .seconds(120)) {
      return JobStartError.host(problem).report
    }
    let address = "\(connection.host.text):\(connection.port.text)"
    var report: AttemptReport
    switch await link.reaches(address) {
    case .connected: report = AttemptReport(.failed, message: "\(site.name) can reach \(address), which is live")
    case .unreachable(let reason): report = AttemptReport(.succeeded, message: "no connection: \(reason)")
    case .unknown(let reason):
      report = AttemptReport(
        .failed,
        message:
          "whether \(site.name) can reach \(address) can't be told: \(reason). Its sshd must allow TCP forwarding")
    }
    report.times = AttemptTimes(started: Stamp(started), ended: Stamp(.now()))
    return report
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
