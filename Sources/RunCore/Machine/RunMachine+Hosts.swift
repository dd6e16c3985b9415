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
    guard report.result == .succeeded, attempt.purpose != .reset else { return report }
    do {
      _ = try state.providedAddress(by: index, with: report.outputs)
      return report
    } catch {
      var failed = report
      failed.result = .failed
      failed.message = error.problem
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
