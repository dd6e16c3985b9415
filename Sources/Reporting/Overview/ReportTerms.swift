internal import RunCore
internal import RunbookModel

/// Words that stand in cells and sentences of the first page and of the record.
extension Phrasebook {
  func word(_ tier: Service.Tier) -> String {
    switch tier {
    case .critical: say("critical")
    case .important: say("important")
    case .routine: say("routine")
    }
  }

  func word(_ severity: Severity) -> String {
    switch severity {
    case .critical: say("critical")
    case .severe: say("severe")
    case .moderate: say("moderate")
    case .trivial: say("trivial")
    }
  }

  func word(_ status: FindingStatus) -> String {
    switch status {
    case .open: say("open")
    case .accepted: say("accepted")
    case .retested: say("retested")
    case .closed: say("closed")
    }
  }

  func word(_ role: SignOff.Role) -> String {
    switch role {
    case .prepared: say("Prepared")
    case .reviewed: say("Reviewed")
    case .acknowledged: say("Acknowledged")
    }
  }

  func word(_ verdict: Verdict?) -> String {
    switch verdict {
    case .passed: say("Passed")
    case .passedWithConditions: say("Passed with conditions")
    case .targetMissed: say("Recovered, target missed")
    case .failed: say("Failed")
    case .stopped: say("Stopped")
    case nil: say("Not over yet")
    }
  }

  func word(_ clock: RunClock) -> String {
    switch clock {
    case .disruption: say("disruption")
    case .detected: say("detected")
    case .declared: say("declared")
    case .accepted: say("accepted")
    case .backlogCleared: say("backlog cleared")
    case .dataFrom: say("data from")
    }
  }
}

extension Operator {
  /// Who, and on whose word that is known.
  func words(_ say: Phrasebook) -> String {
    switch attestation {
    case .option, .environment, .typed: say("\(description), by their own word")
    case .userName, nil: description
    }
  }
}
