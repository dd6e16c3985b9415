package import RunbookModel

/// First what every entry has, then the fields of its kind; the decoder doesn't mind the order, and people do.
///
/// Written by hand because a run waits for its journal: a general encoder takes longer for an entry than its disk does.
extension JournalEntry: JSONWritable {
  package func write(to json: inout JSONWriter) { json.object { writeMembers(to: &$0) } }

  /// The members alone, for a line that has more of its own.
  package func writeMembers(to json: inout JSONWriter) {
    json.member("seq", sequence)
    json.member("at", stamp.wall)
    json.member("up", stamp.uptime)
    json.member("entry", kind.rawValue)
    switch event {
    case .runOpened(let opening): opening.writeMembers(to: &json)
    case .sessionOpened(let session): session.writeMembers(to: &json)
    case .stepStarted(let start): start.writeMembers(to: &json)
    case .stepFinished(let end): end.writeMembers(to: &json)
    case .stepExcluded(let exclusion):
      json.member("reason", exclusion.reason)
      json.member("step", exclusion.step)
    case .adHocStarted(let intent): intent.writeMembers(to: &json)
    case .adHocFinished(let end): end.writeMembers(to: &json)
    case .adHocRefused(let refusal): refusal.writeMembers(to: &json)
    case .promptOpened(let prompt): prompt.writeMembers(to: &json)
    case .promptAnswered(let answer): answer.writeMembers(to: &json)
    case .stopRequested(let request): request.writeMembers(to: &json)
    case .clockStamped(let stamp): stamp.writeMembers(to: &json)
    case .hostContacted(let contact): contact.writeMembers(to: &json)
    case .machineSlept(let sleep): json.member("slept", sleep.slept)
    case .stoodStill(let standstill): json.member("lasted", standstill.lasted)
    case .bookkeepingLost(let loss): json.member("reason", loss.reason)
    case .bookkeepingRestored: break
    case .promptExpired(let expiry): json.member("prompt", expiry.prompt)
    case .amended(let amendment): amendment.writeMembers(to: &json)
    case .noted(let note): note.writeMembers(to: &json)
    case .findingChanged(let change): change.writeMembers(to: &json)
    case .participantNoted(let participation): participation.writeMembers(to: &json)
    case .signedOff(let signOff): signOff.writeMembers(to: &json)
    case .updateSent(let update): update.writeMembers(to: &json)
    case .reopened(let reopening): reopening.writeMembers(to: &json)
    case .runFinished(let ending):
      json.member("findings", ending.findings)
      json.member("verdict", ending.verdict)
    }
  }
}

extension SessionOpening {
  fileprivate func writeMembers(to json: inout JSONWriter) {
    json.member("boot", boot)
    json.member("by", by)
    json.member("interactive", interactive)
    json.member("jobFolders", ifAny: jobFolders)
    json.member("machine", machine)
    json.member("process", process)
  }
}

extension JobPlace: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("identity", identity)
      json.member("path", path)
    }
  }
}

extension StopRequest: JSONWritable {
  package func write(to json: inout JSONWriter) { json.object { writeMembers(to: &$0) } }

  fileprivate func writeMembers(to json: inout JSONWriter) {
    json.member("cancelsRunning", cancelsRunning)
    json.member("cause", cause)
    json.member("leavesCleanup", leavesCleanup)
    json.member("reason", ifAny: reason)
  }
}

extension ClockStamp: JSONWritable {
  package func write(to json: inout JSONWriter) { json.object { writeMembers(to: &$0) } }

  fileprivate func writeMembers(to json: inout JSONWriter) {
    json.member("by", by)
    json.member("clock", clock)
    json.member("service", ifAny: service)
    json.member("source", ifAny: source)
    json.member("time", ifAny: time)
    json.member("told", ifAny: told)
  }
}

extension RunClock: JSONWritable {}
extension Severity: JSONWritable {}
