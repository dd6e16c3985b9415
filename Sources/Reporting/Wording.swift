internal import RunCore
internal import RunbookModel

extension ServiceSummary {
  /// The used part of the target's time in hundredths, 100 at most.
  var share: Int? {
    guard let rta = countedRTA, target.rto > .zero else { return nil }
    return max(1, min(100, Int(rta / target.rto * 100)))
  }

  var countsAcceptance: Bool { target.until == .accepted && hasAcceptSteps }
}

extension ServiceSummary.Judgement {
  var words: String {
    switch self {
    case .met: "met"
    case .missed: "missed"
    case .unknown: "unknown"
    case .none: ""
    }
  }

  var tone: String {
    switch self {
    case .met: "good"
    case .missed: "bad"
    case .unknown: "warn"
    case .none: ""
    }
  }
}

extension StepSummary.Status {
  var words: String {
    switch self {
    case .notReached: "not reached"
    case .alreadyDone: "already done"
    case .byHand: "done by hand"
    case .excluded: "left out"
    case .waiting, .running, .retrying, .asking, .passed, .skipped, .failed, .cancelled: rawValue
    }
  }

  var tone: String {
    switch self {
    case .passed, .alreadyDone: "good"
    case .failed, .cancelled: "bad"
    case .skipped, .byHand, .notReached, .asking, .retrying: "warn"
    case .waiting, .running, .excluded: ""
    }
  }
}

extension StepSummary {
  var outcomeWords: String { foundTrouble ? "found trouble" : status.words }

  var outcomeTone: String { foundTrouble ? "warn" : status.tone }
}

extension Deviation.Kind {
  var words: String {
    switch self {
    case .skipped: "skipped"
    case .byHand: "done by hand"
    case .rerun: "run again on a person's word"
    case .retried: "needed more than one try"
    case .continued: "failed, and the run went on"
    case .stopped: "stopped"
    case .bookkeepingLost: "the record could not be written"
    case .keyConfirmed: "a host's key was confirmed"
    case .takenOver: "a host was taken over from another recovery"
    case .adHoc: "an ad-hoc command"
    case .expired: "nobody answered in time"
    case .amended: "changed during the run"
    case .reopened: "taken up again after its end"
    }
  }
}

extension Irregularity {
  var words: String {
    let time = at.wall.readable
    return switch kind {
    case .wallClockJumped(let jump):
      "\(time): the wall clock jumped by \(jump.wrappedValue.roundedText); durations are not affected."
    case .gapBetweenSessions(let gap): "\(time): the run was taken up again after \(gap.wrappedValue.roundedText)."
    case .machineSlept(let sleep): "\(time): the machine slept for \(sleep.wrappedValue.roundedText); the time counts."
    case .stoodStill(let lasted):
      "\(time): halfhour itself stood still for \(lasted.wrappedValue.roundedText); jobs went on, and the time counts."
    case .machineRebooted: "\(time): the machine had been restarted."
    case .endSeenLate(let step): "\(time): the end of \(step) was seen late; its own clock gives its time."
    case .pointCorrected(let step, let host, let offset): "\(time): \(Self.correction(step, host, offset.wrappedValue))"
    case .bookkeepingLost(let reason): "\(time): the record could not be written: \(reason)"
    }
  }
}

extension Irregularity {
  private static func correction(_ step: StepID, _ host: HostName, _ offset: Duration) -> String {
    let off = "\(offset.magnitude.roundedText) \(offset < .zero ? "behind" : "ahead of")"
    let moved = offset < .zero ? "later" : "earlier"
    return "the time of the data that \(step) restored comes from \(host), whose clock is \(off) this machine's; it "
      + "counts \(offset.magnitude.roundedText) \(moved)."
  }
}

extension KeyTrust {
  var words: String {
    switch self {
    case .site: "the site's file"
    case .provided: "the step that gave the address"
    case .confirmed: "a person"
    case .known: "the known hosts of who ran it"
    }
  }
}

extension Choice {
  var words: String {
    switch self {
    case .rerun: "run it again"
    case .done: "done by hand"
    case .skip: "skip it"
    case .stop: "stop"
    case .confirm: "it is the right host"
    case .amend: "try it with a change"
    case .approve: "approved"
    case .reject: "refused"
    case .decide: "decided"
    case .cleanUp: "go on with the cleanup"
    }
  }
}

extension RunSummary {
  /// Which of three colours the outcome has; it is always said in words, too.
  var tone: String {
    switch verdict {
    case .passed: "good"
    case .passedWithConditions, nil: "warn"
    case .targetMissed, .failed, .stopped: "bad"
    }
  }
}
