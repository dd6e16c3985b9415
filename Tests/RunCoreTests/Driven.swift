import RecoveryPlanning
import RunCore
import RunbookModel

/// A machine whose every entry is durable at once.
struct Driven {
  var machine: RunMachine
  var effects: [RunEffect] = []

  init(_ plan: Plan, state: RunState? = nil) {
    machine = RunMachine(
      state: state ?? RunState(plan: plan), opening: Tale.opening(plan.mode), now: Tale.stamp(0))
  }

  /// What the event leads to, entries apart.
  @discardableResult
  mutating func hear(_ event: RunEvent, at seconds: Double, isDurable: Bool = true) -> [RunEffect] {
    effects = machine.handle(event, at: Tale.stamp(seconds))
    if isDurable {
      effects += machine.handle(.journalSynced(through: machine.state.lastSequence), at: Tale.stamp(seconds))
    }
    return effects.filter { if case .append = $0 { false } else { true } }
  }

  /// The same run in another session, with what its journal holds.
  func resumed() -> Driven { Driven(machine.state.plan, state: machine.state) }

  var started: [String] { requests.map { "\($0.attempt)" } }

  var requests: [AttemptRequest] {
    effects.compactMap { if case .startAttempt(let request) = $0 { request } else { nil } }
  }

  var entries: [Entry] {
    effects.compactMap { if case .append(let entry) = $0 { entry.event } else { nil } }
  }
}
