internal import RecoveryPlanning
internal import RunbookModel

extension RunMachine {
  /// Records what was seen of a host, unless that is known already.
  mutating func note(_ contact: HostContact) {
    guard state.ending == nil, state.hosts[contact.host]?.contact.map(contact.isNews) ?? true else { return }
    record(.hostContacted(contact))
  }

  /// A step that gives a host an address which can't be used has failed, whatever it says itself.
  func checkingAddress(in report: AttemptReport, of attempt: AttemptID, _ index: Int) -> AttemptReport {
    guard report.result == .succeeded, attempt.purpose != .reset,
      let host = state.plan.steps[index].step.provides?.host
    else { return report }
    let isSkipped = attempt.purpose == .skipIf
    // What is already done gives no outputs; that harms only where nobody else knows the address.
    if isSkipped && state.graph.plannedHost(host)?.destination != nil { return report }
    do {
      _ = try state.providedAddress(by: index, with: report.outputs)
      return report
    } catch {
      var failed = report
      failed.result = .failed
      failed.message = isSkipped ? "`skip_if` says that it is done, but so it \(error.problem)" : error.problem
      return failed
    }
  }

  /// Whether the step's last try met a live host in a drill: then nothing of the run may go on.
  func hasMetLiveHost(_ index: Int) -> Bool {
    opening.mode == .drill && state.steps[index].attempts.last?.liveHost != nil
  }
}

extension AttemptRecord {
  /// What the attempt met where only the hosts of a drill should stand.
  var liveHost: HostRefusal? {
    guard let report, report.result == .neverStarted, let refusal = report.refusal, refusal.subject == .liveKey else {
      return nil
    }
    return refusal
  }
}
