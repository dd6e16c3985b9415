internal import RunbookModel

/// What became of one service in a run that is over, whatever became of the others.
package enum ServiceOutcome: String, Hashable, Sendable, CaseIterable {
  /// Verified, and every target that it has was met.
  case met
  /// Verified, and too late or with data that are too old.
  case missed
  /// Verified, and a clock is missing for one of its targets.
  case notMeasured = "not-measured"
  case notVerified = "not-verified"

  package init(isVerified: Bool, rto: ServiceSummary.Judgement, rpo: ServiceSummary.Judgement) {
    let judgements = [rto, rpo]
    if !isVerified {
      self = .notVerified
    } else if judgements.contains(.missed) {
      self = .missed
    } else {
      self = judgements.contains(.unknown) ? .notMeasured : .met
    }
  }
}

extension ServiceOutcome: JSONWritable {}
