internal import RecoveryPlanning
package import RunCore
internal import RunbookModel
internal import Synchronization

extension RunExecutor {
  package func executeAdHoc(_ start: AdHocStart) async -> AttemptReport {
    await carryOut(start) { job, site throws(JobStartError) in
      .running(try await self.start(job, at: site))
    }
  }

  package func recoverAdHoc(_ start: AdHocStart, boot: String) async -> AttemptReport {
    await carryOut(start) { job, site throws(JobStartError) in
      try await self.find(job, at: site, boot: boot, place: start.jobFolders)
    }
  }

  /// Starts or finds the job of a person's own command, and follows it to its end.
  private func carryOut(
    _ start: AdHocStart, _ begin: (JobRequest, HostSite?) async throws(JobStartError) -> RecoveredJob
  ) async -> AttemptReport {
    running.withLock { $0[start.attempt] = .starting(cancelled: false) }
    defer { running.withLock { $0[start.attempt] = nil } }
    let job = await jobRequest(start)
    let redactor = SecretRedactor(job.secrets)
    var report: AttemptReport
    do throws(JobStartError) {
      switch try await begin(job, start.host.map { pool.site($0, as: nil) }) {
      case .neverStarted: report = AttemptReport(.neverStarted)
      case .finished(let result): report = AttemptReport(result, purpose: .adHoc)
      case .running(let process): report = AttemptReport(await result(of: process, start.attempt), purpose: .adHoc)
      case .endedWithoutRecord(let survivors):
        report = AttemptReport(.unknown, message: Self.unrecorded(survivors), leftovers: survivors.map(Int.init))
      }
    } catch {
      report = error.report
    }
    report.message = report.message.map { redactor.redacted($0) }
    return report
  }

  private func jobRequest(_ start: AdHocStart) async -> JobRequest {
    let script =
      switch start.command {
      case .arguments(let words): words.map(ShellQuoting.quoted).joined(separator: " ") + "\n"
      case .script(let text): text
      }
    var job = JobRequest(
      name: JobName(start.attempt, of: start.run), script: script,
      environment: environments[start.attempt.step.runbook] ?? [], mode: start.mode.rawValue,
      logFile: places.log(start.attempt))
    job.secrets = await knownSecrets()
    job.grace = Self.grace
    job.workRoot = places.work
    return job
  }

  /// Every secret of the run's runbooks that can be had: nobody knows which of them a person's own command prints.
  private func knownSecrets() async -> [NamedValue] {
    var known: [NamedValue] = []
    for (name, runbook) in runbooks {
      for secret in runbook.secrets {
        do throws(StepProblem) {
          known += AttemptValues.hidden(
            secret.name.text, try await secrets.value(of: secret, folder: folder(of: name)))
        } catch {
          // One that can't be had now can't be hidden, and can't be known to the command either.
          continue
        }
      }
    }
    return known
  }
}
