internal import RecoveryPlanning
internal import RunbookModel

/// Commands that no runbook holds: once each, at any time, beside the limits.
extension RunMachine {
  /// Takes up a request; one that is known already, or comes when the run is over, changes nothing.
  mutating func take(_ request: AdHocRequest) {
    guard state.ending == nil, !state.knowsAdHoc(request.id) else { return }
    if let problem = problem(with: request) {
      record(.adHocRefused(AdHocRefusal(request: request, reason: problem)))
      return
    }
    let attempt = AttemptID(adHoc: request.id, root: state.plan.root)
    let destination = request.host.flatMap { state.destination(of: $0) }
    record(.adHocStarted(AdHocIntent(attempt: attempt, request: request, destination: destination)))
    guard let started = state.adHoc.last else { return }
    hold(.startAdHoc(start(of: started)))
  }

  private func problem(with request: AdHocRequest) -> String? {
    if (now.wall - request.requested).magnitude > AdHocRequest.longestWait {
      return "nobody had the run in hand when it was asked for, and by now whoever asked has gone on"
    }
    if state.isReopened { return "the run is over, and only its cleanup goes on" }
    if state.stop?.cancelsRunning == true { return "the run is being stopped" }
    guard let host = request.host, state.destination(of: host) == nil else { return nil }
    return "the run knows no address of a host \(host)"
  }

  private func start(of record: AdHocRecord) -> AdHocStart {
    var start = AdHocStart(
      attempt: record.attempt, run: opening.run, mode: opening.mode, command: record.request.command)
    if let host = record.request.host, let destination = record.destination {
      start.host = state.access(to: host, at: destination, lastContact: record.contact)
    }
    return start
  }

  /// What an earlier session left behind is looked for, and never started again.
  mutating func recoverAdHoc() {
    for command in state.runningAdHoc {
      recovered.insert(command.attempt)
      var start = start(of: command)
      start.jobFolders = command.jobFolders
      hold(.recoverAdHoc(start, boot: command.boot ?? ""))
      if state.stop?.cancelsRunning == true { cancelAdHoc(command) }
    }
  }

  /// Takes in what came of a command; what comes twice changes nothing.
  mutating func finishAdHoc(_ attempt: AttemptID, _ report: AttemptReport) {
    guard state.ending == nil, state.runningAdHoc.contains(where: { $0.attempt == attempt }) else { return }
    record(
      .adHocFinished(
        AdHocEnd(
          attempt: attempt, report: report, observedLate: recovered.contains(attempt) || isLate(report))))
  }

  mutating func cancelAdHoc(_ command: AdHocRecord) {
    if withdrawStart(of: command.attempt) {
      finishAdHoc(command.attempt, AttemptReport(.neverStarted))
    } else {
      hold(.cancelAttempt(command.attempt))
    }
  }
}
