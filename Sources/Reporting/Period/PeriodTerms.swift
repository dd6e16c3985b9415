internal import RunCore
internal import RunbookModel

/// Words that stand within cells and sentences of a report of a period.
extension Phrasebook {
  func cell(_ verdict: Verdict) -> String {
    let say = self
    return switch verdict {
    case .passed: say("passed")
    case .passedWithConditions: say("passed with conditions")
    case .targetMissed: say("recovered, target missed")
    case .failed: say("failed")
    case .stopped: say("stopped")
    }
  }

  func cell(_ outcome: ServiceOutcome) -> String {
    let say = self
    return switch outcome {
    case .met: say("verified, target met")
    case .missed: say("verified, target missed")
    case .notMeasured: say("verified, not measured")
    case .notVerified: say("not verified")
    }
  }
}
