import RecoveryPlanning
import RunCore
import RunbookModel

@testable import HalfhourCommands

/// A run that a test tells entry by entry, in seconds since its start.
struct ScriptedRun {
  static let start = WallTime(nanoseconds: 1_795_230_000_000_000_000)
  private(set) var state: RunState
  private(set) var entries: [JournalEntry] = []
  private var now = 0.0
  let id: RunID

  init(_ plan: Plan, id: RunID = RunID("20261121-030000-shop-7f3a"), severity: Severity? = nil) {
    state = RunState(plan: plan)
    self.id = id
    let person = Operator(user: "ann")
    tell(
      .runOpened(
        RunOpening(
          run: id, mode: plan.mode, severity: severity, planHash: "0", startedBy: person, version: "1", folder: "/")))
    tell(.sessionOpened(SessionOpening(boot: "b", machine: "rescue", process: 1, by: person, interactive: true)))
  }

  var moment: Moment { state.moment(of: Self.stamp(now)) }

  static func stamp(_ seconds: Double) -> Stamp {
    let passed = Duration.milliseconds(Int64(seconds * 1_000))
    return Stamp(wall: start + passed, uptime: Uptime(nanoseconds: 5_000_000_000) + passed)
  }

  /// Lets time pass until this many seconds after the start.
  mutating func at(_ seconds: Double) { now = seconds }

  mutating func tell(_ event: Entry) {
    let entry = JournalEntry(sequence: state.lastSequence + 1, stamp: Self.stamp(now), event: event)
    do {
      try state.apply(entry)
      entries.append(entry)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  mutating func starts(_ steps: String..., purpose: JobPurpose = .work) {
    for step in steps {
      let id = Self.id(step)
      let number = (state[id]?.attempts.count ?? 0) + 1
      tell(.stepStarted(AttemptStart(attempt: AttemptID(step: id, number: number, purpose: purpose))))
    }
  }

  mutating func passes(_ steps: String...) {
    for step in steps { ends(step, AttemptReport(.succeeded, exit: 0), .over(.passed)) }
  }

  mutating func fails(_ step: String, _ message: String, _ disposition: Disposition = .over(.failed)) {
    ends(step, AttemptReport(.failed, exit: 1, message: message), disposition)
  }

  mutating func ends(_ step: String, _ report: AttemptReport, _ disposition: Disposition) {
    guard let attempt = state[Self.id(step)]?.attempts.last?.id else { preconditionFailure("\(step) never started") }
    tell(.stepFinished(AttemptEnd(attempt: attempt, report: report, disposition: disposition)))
  }

  mutating func asks(_ step: String, _ question: String, about refusal: HostRefusal? = nil) {
    tell(
      .promptOpened(
        Prompt(
          number: state.prompts.count + 1, step: Self.id(step), subject: refusal == nil ? .failure : .hostKey,
          question: question, choices: refusal == nil ? Choice.afterTry : Choice.beforeHost, refusal: refusal)))
  }

  static func id(_ text: String) -> StepID {
    guard let id = StepID(text) else { preconditionFailure("\(text) is no step") }
    return id
  }

  static func again(in seconds: Int, _ why: AgainReason = .retry) -> Disposition {
    .again(.work, after: DurationText(wrappedValue: .seconds(seconds)), why: why)
  }
}
