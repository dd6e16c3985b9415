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
  package var steps: Int
  /// Faults that were scheduled, also those that came to nothing.
  package var faults: Int
}

extension SimulationResult: CustomStringConvertible {
  /// What a person needs to understand a failure and to see it again.
  package var description: String {
    let faults = options.faults.map(\.rawValue).sorted().joined(separator: ", ")
    let crash = options.crash.map { ", crash at \($0)" } ?? ""
    let what = violation.map { "\($0)" } ?? "\(end)"
    return (["seed \(options.seed)\(crash), faults: \(faults)", what] + bounded).joined(separator: "\n")
  }

  /// How it began and how it came to its end; a person reads no more of it.
  private var bounded: [String] {
    guard history.count > Self.mostLines else { return history }
    let left = "          … \(history.count - Self.mostLines) lines are left out …"
    return history.prefix(Self.mostLines / 3) + [left] + history.suffix(Self.mostLines * 2 / 3)
  }

  private static let mostLines = 240
}
