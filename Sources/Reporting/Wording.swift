internal import RunCore
internal import RunbookModel

extension ServiceSummary {
  /// The used part of the target's time in hundredths, 100 at most.
  var share: Int? {
    guard let rta = countedRTA, target.rto > .zero else { return nil }
    return max(1, min(100, Int(rta / target.rto * 100)))
  }
}

extension ServiceSummary.Judgement {
  var words: String { words(say: .english) }

  /// Empty where there is nothing to judge.
  func words(say: Phrasebook) -> String {
    switch self {
    case .met: say("met")
    case .missed: say("missed")
    case .unknown: say("unknown")
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
  func words(say: Phrasebook = .english) -> String {
    switch self {
    case .waiting: say("waiting")
    case .running: say("running")
    case .retrying: say("retrying")
    case .asking: say("asking")
    case .notReached: say("not reached")
    case .passed: say("passed")
    case .alreadyDone: say("already done")
    case .excluded: say("left out")
    case .skipped: say("skipped")
    case .byHand: say("done by hand")
    case .failed: say("failed")
    case .cancelled: say("cancelled")
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
  var outcomeWords: String { outcomeWords(say: .english) }

  func outcomeWords(say: Phrasebook) -> String { foundTrouble ? say("found trouble") : status.words(say: say) }

  var outcomeTone: String { foundTrouble ? "warn" : status.tone }
}

extension Deviation.Kind {
  func words(say: Phrasebook = .english) -> String {
    switch self {
    case .skipped: say("skipped")
    case .byHand: say("done by hand")
    case .rerun: say("run again on a person's word")
    case .retried: say("needed more than one try")
    case .continued: say("failed, and the run went on")
    case .stopped: say("stopped")
    case .bookkeepingLost: say("the record could not be written")
    case .keyConfirmed: say("a host's key was confirmed")
    case .takenOver: say("a host was taken over from another recovery")
    case .adHoc: say("an ad-hoc command")
    case .expired: say("nobody answered in time")
    case .amended: say("changed during the run")
    case .reopened: say("taken up again after its end")
    case .timeSaid: say("another time was said than measured")
    }
  }
}

extension KeyTrust {
  func words(say: Phrasebook = .english) -> String {
    switch self {
    case .site: say("the site's file")
    case .provided: say("the step that gave the address")
    case .confirmed: say("a person")
    case .known: say("the known hosts of who ran it")
    }
  }
}

extension Choice {
  var words: String { words(say: .english) }

  func words(say: Phrasebook) -> String {
    switch self {
    case .rerun: say("run it again")
    case .done: say("done by hand")
    case .skip: say("skip it")
    case .stop: say("stop")
    case .confirm: say("it is the right host")
    case .amend: say("try it with a change")
    case .approve: say("approved")
    case .reject: say("refused")
    case .decide: say("decided")
    case .cleanUp: say("go on with the cleanup")
    }
  }
}

extension RunSummary {
  /// Which of three colours the outcome has; it is always said in words, too.
  var tone: String { verdict?.tone ?? "warn" }
}
