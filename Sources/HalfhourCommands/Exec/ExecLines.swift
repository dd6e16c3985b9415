internal import RunCore
internal import RunEngine
internal import Synchronization

/// What is told of a run that was taken up for one command: beside that command's output, which has the screen.
final class ExecLines: Screen {
  private let run: RunID
  private let attempt: AttemptID
  private let found = Mutex<AdHocRecord?>(nil)

  init(run: RunID, attempt: AttemptID) {
    self.run = run
    self.attempt = attempt
  }

  /// What is known of the command, also where the journal can't be written.
  var record: AdHocRecord? { found.withLock { $0 } }

  func begin() {
    Output.error("Nobody had the run \(run) in hand: this process has, until nothing else can be done in it.")
  }

  func end() {}

  /// Ctrl-C means the watching, not the run: everything goes on without it.
  func askWhetherToStop(_ answer: @escaping @Sendable (StopAnswer) -> Void) { answer(.leave) }

  func bookkeepingFails(_ reason: String) {
    Output.error("WARNING: the record of this run can't be written: \(reason)")
  }

  func ignores(_ answer: PromptAnswer, because objection: String) {
    Output.error("WARNING: \(AnswerWords.ignored(answer, because: objection))")
  }

  func note(_ entries: [JournalEntry], state: borrowing RunState) {
    for entry in entries {
      if let line = EventText.dated(entry, state: state), !isOfCommand(entry.event) { Output.error(line) }
    }
    let record = state.adHoc.first { $0.attempt == attempt }
    found.withLock { $0 = record }
  }

  /// Its own end is told by who asked for it.
  private func isOfCommand(_ event: Entry) -> Bool {
    switch event {
    case .adHocStarted(let intent): intent.attempt == attempt
    case .adHocFinished(let end): end.attempt == attempt
    case .adHocRefused(let refusal): refusal.request.id == attempt.number
    default: false
    }
  }
}
