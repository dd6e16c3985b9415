internal import SimulationKit
internal import Testing

/// A run that once broke a rule, with what was wrong.
struct Regression: Sendable, CustomTestStringConvertible {
  var options: SimulationOptions
  var testDescription: String

  init(_ seed: UInt64, _ wrong: String, faults: Set<Fault> = Set(Fault.allCases), crash: CrashPoint? = nil) {
    options = SimulationOptions(seed: seed, faults: faults, crash: crash)
    testDescription = wrong
  }

  private static let withoutCrashes = Set(Fault.allCases).subtracting([.crashes])

  static let all: [Regression] = [
    Regression(20, "another machine's uptime was taken for ours"),
    Regression(121, "a sleep that was noticed after the run's end trapped"),
    Regression(217, "a job that was found without its intent seemed shorter than it was"),
    Regression(327, "the wall clock jumped between a run's first two entries, and its time with it"),
    Regression(358, "halfhour left a recovery to wait for people, with entries that no journal held"),
    Regression(371, "people were waited for in a run that had just been stopped"),
    Regression(386, "a step that was tried again passed the limits"),
    Regression(455, "a drill ended without its second cleanup step"),
    Regression(2_010, "a found job of another machine seemed shorter than it was"),
    Regression(2_734, "an incident that stops tried a cleanup step again"),
    Regression(
      164, "a clock that was set at the end left the verdict as it was", faults: withoutCrashes, crash: .append(5)),
    Regression(14, "a crash made a job of another machine shorter", faults: withoutCrashes, crash: .append(7)),
  ]
}
