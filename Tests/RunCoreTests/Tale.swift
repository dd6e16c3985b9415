import RecoveryPlanning
import RunCore
import RunbookModel

/// A run told entry by entry, at so many seconds since it was opened.
struct Tale {
  var state: RunState
  static let opened = WallTime(nanoseconds: 1_789_977_600_000_000_000)
  static let person = Operator(user: "root", attested: "matthew")

  init(_ plan: Plan) { state = RunState(plan: plan) }

  static func stamp(_ seconds: Double) -> Stamp {
    let nanoseconds = Int64(seconds * 1_000_000_000)
    return Stamp(
      wall: WallTime(nanoseconds: opened.nanoseconds + nanoseconds),
      uptime: Uptime(nanoseconds: 1_000_000_000_000 + nanoseconds))
  }

  static func opening(_ mode: RunMode) -> RunOpening {
    RunOpening(run: RunID("r"), mode: mode, planHash: "0", startedBy: person, version: "1", folder: "/site")
  }

  /// Nobody sits there, so that no cleanup waits for somebody who looks around.
  static let session = SessionOpening(boot: "b1", machine: "laptop", process: 7, by: person, interactive: false)

  mutating func say(_ event: Entry, at seconds: Double) throws {
    try state.apply(JournalEntry(sequence: state.lastSequence + 1, stamp: Self.stamp(seconds), event: event))
  }

  mutating func open() throws {
    try say(.runOpened(Self.opening(state.plan.mode)), at: 0)
    try say(.sessionOpened(Self.session), at: 0)
  }

  mutating func start(_ step: String, at seconds: Double) throws {
    try say(.stepStarted(AttemptStart(attempt: attempt(step, running: false))), at: seconds)
  }

  mutating func end(
    _ step: String, _ outcome: Outcome = .passed, at seconds: Double, recoveryPoint: WallTime? = nil
  ) throws {
    let report = AttemptReport(
      outcome == .passed ? .succeeded : .failed, message: outcome == .passed ? nil : "it broke")
    try say(
      .stepFinished(
        AttemptEnd(
          attempt: attempt(step, running: true), report: report, disposition: .over(outcome),
          recoveryPoint: recoveryPoint)), at: seconds)
  }

  private func attempt(_ step: String, running: Bool) -> AttemptID {
    let id = Plans.id(step)
    let count = state[id]?.attempts.count ?? 0
    return AttemptID(step: id, number: running ? count : count + 1, purpose: .work)
  }

  /// The verdict and findings as they would be at this second.
  func judged(at seconds: Double) -> (verdict: Verdict, findings: [String]) {
    var machine = RunMachine(state: state, opening: Self.opening(state.plan.mode), now: Self.stamp(seconds))
    for effect in machine.handle(.sessionOpened(Self.session), at: Self.stamp(seconds)) {
      if case .append(let entry) = effect, case .runFinished(let ending) = entry.event {
        return (ending.verdict, ending.findings)
      }
    }
    return (.failed, ["the run isn't over"])
  }
}
