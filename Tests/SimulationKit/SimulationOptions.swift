/// Where halfhour is killed.
package enum CrashPoint: Hashable, Sendable {
  /// Instead of making this entry durable, counted over the whole run; those before it in its group are.
  case append(Int)
  /// After this entry has landed, before anybody hears of it.
  case afterAppend(Int)
  /// Instead of carrying out this effect, counted over the whole run.
  case effect(Int)
}

/// What is simulated; the same options always give the same run.
package struct SimulationOptions: Hashable, Sendable {
  package var seed: UInt64
  package var faults: Set<Fault>
  /// Beside the crashes at random instants, if there are any.
  package var crash: CrashPoint?
  package var isDeterministic: Bool
  package var mostSteps: Int
  package var recordsHistory: Bool
  /// Whether drills may prove their checks.
  package var addsProofs = true
  /// Whether steps may ask people.
  package var addsPeople = true
  /// Steps, by their place in the plan, and scheduled faults, by their number, that are left out to make a failure smaller.
  package var leftOutSteps: Set<Int> = []
  package var leftOutFaults: Set<Int> = []

  package init(
    seed: UInt64, faults: Set<Fault> = Set(Fault.allCases), crash: CrashPoint? = nil, isDeterministic: Bool = false,
    mostSteps: Int = 6, recordsHistory: Bool = false
  ) {
    self.seed = seed
    self.faults = faults
    self.crash = crash
    self.isDeterministic = isDeterministic
    self.mostSteps = mostSteps
    self.recordsHistory = recordsHistory
  }
}

/// A rule of the design that a run broke.
package struct Violation: Hashable, Sendable, CustomStringConvertible {
  package var invariant: String
  package var problem: String

  package var description: String { "\(invariant): \(problem)" }
}
