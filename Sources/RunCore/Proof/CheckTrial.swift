/// What one try of a check shows about the check.
package enum CheckTrial: String, Hashable, Sendable, Decodable, CaseIterable {
  /// It failed where it had to.
  case red
  /// It held where it had to fail.
  case green
  /// It could not be tried, so that it shows nothing.
  case inconclusive

  /// Without data a check must have run and failed; one that could not run, or gave no answer in time, shows nothing.
  package init(withoutData report: AttemptReport) {
    switch (report.result, report.finding) {
    case (.failed, .failed): self = .red
    case (.succeeded, .held), (.succeeded, .stale), (.succeeded, nil): self = .green
    default: self = .inconclusive
    }
  }

  /// While a break stands, anything but a check that holds is noticed, also that no answer comes.
  package init(underBreak report: AttemptReport) {
    switch report.result {
    case .failed, .timedOut: self = .red
    case .succeeded: self = .green
    case .notDone, .cancelled, .neverStarted, .unknown: self = .inconclusive
    }
  }
}

extension StepRecord {
  /// What came of the last try of work.
  var lastReport: AttemptReport? { attempts.last { $0.id.purpose == .work && $0.report != nil }?.report }
}
