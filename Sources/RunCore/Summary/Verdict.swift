/// What a finished run amounts to.
package enum Verdict: String, Sendable, Decodable, CaseIterable {
  /// Every planned step ran and every target was met.
  case passed
  /// Recovered within its targets, with skips, overrides or unknowns that a reader must know.
  case passedWithConditions = "passed-with-conditions"
  /// Recovered, but too late or with data that are too old.
  case targetMissed = "target-missed"
  case failed
  /// Ended by an operator.
  case stopped
}

extension Verdict {
  /// The exit status that a command gives for it (DESIGN.md section 5).
  package var exitStatus: Int32 {
    switch self {
    case .passed: 0
    case .failed: 1
    case .passedWithConditions: 3
    case .stopped: 4
    case .targetMissed: 5
    }
  }

  /// Everything came back, in time or not; only a drill that ends so counts as a drill that was due.
  package var hasRecovered: Bool {
    switch self {
    case .passed, .passedWithConditions, .targetMissed: true
    case .failed, .stopped: false
    }
  }

  /// The verdict as a reader sees it.
  package var words: String {
    switch self {
    case .passed: "passed"
    case .passedWithConditions: "passed with conditions"
    case .targetMissed: "recovered, target missed"
    case .failed: "failed"
    case .stopped: "stopped"
    }
  }
}
