internal import RunCore

/// What came of a copy with an end on a host.
struct HostFileReport: Sendable {
  let copy: HostCopy
  let redactor: SecretRedactor

  func make() async -> AttemptReport {
    var report = AttemptReport(.succeeded)
    do throws(TransferFailure) {
      try await copy.run()
    } catch {
      take(error, into: &report)
    }
    copy.log.close()
    report.logBytes = copy.log.bytes
    report.message = report.message.map { redactor.redacted($0) }
    return report
  }

  private func take(_ failure: TransferFailure, into report: inout AttemptReport) {
    switch failure {
    case .cancelled: report.result = .cancelled
    case .timedOut:
      report.result = .timedOut
      report.message = "took longer than its time-out"
    case .host(let problem):
      let error = JobStartError.host(problem)
      report.result = error.result
      report.message = problem.words
      if case .refused(let refusal, _) = problem { report.refusal = refusal }
    case .problem(let words), .lost(let words):
      report.result = .failed
      report.message = words
    }
  }
}
