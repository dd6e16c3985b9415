internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

extension Verdict {
  func words(say: Phrasebook) -> String {
    switch self {
    case .passed: say("passed")
    case .passedWithConditions: say("passed with conditions")
    case .targetMissed: say("recovered, target missed")
    case .failed: say("failed")
    case .stopped: say("stopped")
    }
  }

  var tone: String {
    switch self {
    case .passed: "good"
    case .passedWithConditions: "warn"
    case .targetMissed, .failed, .stopped: "bad"
    }
  }
}

extension Phase {
  func words(say: Phrasebook) -> String {
    switch self {
    case .triage: say("triage")
    case .precheck: say("precheck")
    case .provision: say("provision")
    case .install: say("install")
    case .restore: say("restore")
    case .verify: say("verify")
    case .cutover: say("cutover")
    case .accept: say("accept")
    case .cleanup: say("cleanup")
    }
  }
}

extension Severity {
  func words(say: Phrasebook) -> String {
    switch self {
    case .critical: say("critical")
    case .severe: say("severe")
    case .moderate: say("moderate")
    case .trivial: say("trivial")
    }
  }
}

extension FindingStatus {
  func words(say: Phrasebook) -> String {
    switch self {
    case .open: say("open")
    case .accepted: say("accepted")
    case .retested: say("retested")
    case .closed: say("closed")
    }
  }
}

extension PlannedExclusion {
  func words(say: Phrasebook) -> String {
    switch self {
    case .only(.drill): say("only in a drill")
    case .only(.incident): say("only in an incident")
    case .undo: say("on request only")
    }
  }
}
