internal import RunCore
internal import RunbookModel

/// A restart of a host: over when it is back under another boot id.
struct RebootAttempt: Sendable {
  let site: HostSite
  let jobs: HostJobRunner
  let job: JobRequest
  /// How long the host may take to come back.
  let patience: Duration
  let cancellation: Cancellation

  static let standardPatience = Duration.seconds(600)

  /// The shell that tells the machine to go down leaves first, so that its end is recorded before that.
  static let script = "(sleep 1; shutdown -r now || reboot) >/dev/null 2>&1 </dev/null &\n"

  /// Tells the host to restart, and waits until it is back.
  func report() async -> AttemptReport {
    let started = ClockReading.now()
    let boot: String
    switch await site.reached(within: .seconds(120), unless: { cancellation.isCancelled }) {
    case .failure(let problem): return JobStartError.host(problem).report
    case .success(let connection): boot = connection.hello.boot
    }
    do throws(JobStartError) {
      let result = await (try await jobs.start(job)).result()
      if case .exited(let status) = result.termination, status != 0 {
        return AttemptReport(result, purpose: .work)
      }
    } catch {
      return error.report
    }
    return await wait(forOtherThan: boot, since: started)
  }

  /// Finds out how far a restart came that an earlier session began.
  func recover(boot: String) async -> AttemptReport {
    let started = ClockReading.now()
    if case .success(let connection) = await site.reached(within: patience), connection.hello.boot != boot {
      return report(since: started)
    }
    do throws(JobStartError) {
      if case .neverStarted = try await jobs.recover(job) { return AttemptReport(.neverStarted) }
    } catch {
      return AttemptReport(.unknown, message: error.reason)
    }
    return await wait(forOtherThan: boot, since: started)
  }

  private func wait(forOtherThan boot: String, since started: ClockReading) async -> AttemptReport {
    let deadline = SuspendingClock.now + patience
    while SuspendingClock.now < deadline, !cancellation.isCancelled {
      let rest = deadline - SuspendingClock.now
      if case .success(let connection) = await site.reached(within: rest, unless: { cancellation.isCancelled }) {
        if connection.hello.boot != boot { return report(since: started) }
      }
      await Pause.uncancellable(.milliseconds(500))
    }
    if cancellation.isCancelled { return AttemptReport(.cancelled) }
    return AttemptReport(.timedOut, message: "\(site.name) was not back after \(patience.runbookText)")
  }

  private func report(since started: ClockReading) -> AttemptReport {
    var report = AttemptReport(.succeeded)
    report.times = AttemptTimes(started: Stamp(started), ended: Stamp(.now()))
    return report
  }
}
