internal import Expressions
internal import Probes
internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

extension RunExecutor {
  /// How long a host may take to answer before a probe begins there.
  private static let patience = Duration.seconds(120)

  /// Asks a server over the network, from here or by way of the step's host.
  func probe(_ request: AttemptRequest, _ values: AttemptValues) async -> AttemptReport {
    let started = ClockReading.now()
    let cancellation = Cancellation()
    makeCancellable(request.attempt, by: cancellation)
    let log = ProbeLog(
      path: places.log(request.attempt), limit: request.step.step.logLimit ?? ProbeLog.standardLimit,
      redactor: values.redactor)
    defer { log.close() }
    var route: HostProbeRoute?
    // Who logs in asks; another user there would need no other way.
    if let access = request.step.step.on.flatMap({ request.hosts[$0] }) {
      let site = pool.site(access, as: nil)
      switch await site.reached(within: Self.patience, unless: { cancellation.isCancelled }) {
      case .failure(let problem):
        return cancellation.isCancelled ? AttemptReport(.cancelled) : JobStartError.host(problem).report
      case .success: break
      }
      guard let link = site.link else { return AttemptReport(.failed, message: "there is no host to ask from") }
      route = HostProbeRoute(link: link, name: site.name)
    }
    let limit = request.step.step.attemptTimeout ?? Step.probeTimeout
    let attempt = ProbeAttempt(
      request: request, values: values, folder: folder(of: request.step.id.runbook), log: log, hostRoute: route,
      bound: ProbeBound(deadline: .now + limit, isCancelled: { cancellation.isCancelled }))
    var report = await report(attempt, request, values)
    report.times = AttemptTimes(started: Stamp(started), ended: Stamp(.now()))
    // What was given up may still tell of itself; the journal names the length for good.
    log.close()
    report.logBytes = log.bytes
    report.logCut = log.isCut
    await attempt.close()
    return report
  }

  private func report(
    _ attempt: ProbeAttempt, _ request: AttemptRequest, _ values: AttemptValues
  ) async -> AttemptReport {
    var report = AttemptReport(.succeeded)
    let answer: ProbeAnswer
    do throws(ProbeProblem) { answer = try await attempt.ask() } catch {
      report.take(error)
      report.message = report.message.map { values.redactor.redacted($0) }
      if let message = report.message { attempt.log.append("* \(message)\n") }
      return report
    }
    if !answer.transcript.isEmpty { attempt.log.append(values.redactor.redacted(answer.transcript)) }
    await judge(attempt.hidden(answer.observation), into: &report, request, values, captured: answer.captured)
    if report.finding == .failed, let note = answer.note { report.message = "\(report.message ?? "")\n(\(note))" }
    report.message = report.message.map { attempt.log.hide($0, answer.captured) }
    return report
  }
}

extension AttemptReport {
  /// Why there was no answer.
  fileprivate mutating func take(_ problem: ProbeProblem) {
    switch problem {
    case .failed(let words): (result, finding, message) = (.failed, .failed, words)
    case .couldNotAsk(let words): (result, finding, message) = (.failed, .inconclusive, words)
    case .timedOut(let words): (result, finding, message) = (.timedOut, .inconclusive, words)
    case .cancelled: result = .cancelled
    }
  }
}
