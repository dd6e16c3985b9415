package import RunCore
package import RunbookModel

/// How a simulated run went.
package struct SimulationResult: Sendable {
  package enum End: Hashable, Sendable {
    case finished(Verdict)
    /// Nobody answers.
    case waiting
    case violated
  }

  package var options: SimulationOptions
  package var end: End
  package var violation: Violation?
  package var history: [String]
  package var outcomes: [StepID: Outcome]
  package var appends: Int
  package var effects: Int
  package var events: Int
  package var sessions: Int
  package var elapsed: Duration
}

extension SimulationResult: CustomStringConvertible {
  /// What a person needs to understand a failure and to see it again.
  package var description: String {
    let faults = options.faults.map(\.rawValue).sorted().joined(separator: ", ")
    let crash = options.crash.map { ", crash at \($0)" } ?? ""
    let what = violation.map { "\($0)" } ?? "\(end)"
    return (["seed \(options.seed)\(crash), faults: \(faults)", what] + history).joined(separator: "\n")
  }
}
