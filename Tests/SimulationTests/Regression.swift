internal import SimulationKit
internal import Testing

/// A run that once broke a rule, with what was wrong.
struct Regression: Sendable, CustomTestStringConvertible {
  var options: SimulationOptions
  var testDescription: String

  init(_ seed: UInt64, _ wrong: String, faults: Set<Fault> = Set(Fault.allCases), crash: CrashPoint? = nil) {
    options = SimulationOptions(seed: seed, faults: faults, crash: crash)
    options.addsProofs = false
    options.addsPeople = false
    testDescription = wrong
  }

  /// Each of these runs broke a rule when the code was broken in the way that is said; `breaks.py` finds such seeds anew
  /// when what the simulation draws has changed.
  static let all: [Regression] = [
    Regression(6, "the wall clock jumped between two sessions, and nobody was told"),
    Regression(44, "a service passed that no check had proved"),
    Regression(894, "nobody answered in an incident whose journal never came back"),
    Regression(4_375, "a stop came after a job had been given up for unknown"),
    Regression(36, "an unknown outcome was tried again without a person's word"),
    Regression(84, "an old outcome ended a newer try"),
    Regression(123, "after a reset with an unknown outcome the work started"),
    Regression(530, "halfhour left a recovery to wait for people, with entries that no journal held"),
    Regression(1_803, "a resumed session forgot to cancel what a stop ends"),
    Regression(1_120, "a skipped step passed"),
  ]
}
