internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// One line for each event, with its time: for logs, pipes and terminals that can do no more.
struct PlainLines: Screen {
  let plan: Plan
  let run: RunID

  func begin() {
    Output.line("\(plan.mode == .drill ? "DRILL" : "INCIDENT") \(plan.site.name): \(run)")
  }

  func end() {}

  /// Without somebody to ask, Ctrl-C stops the run at once.
  func askWhetherToStop(_ answer: @escaping @Sendable (StopAnswer) -> Void) {
    Output.error("Stopping. Ctrl-C again leaves the jobs running and ends halfhour.")
    answer(.stop)
  }

  func bookkeepingFails(_ reason: String) {
    Output.error("WARNING: the record of this run can't be written: \(reason)")
  }

  func ignores(_ answer: PromptAnswer, because objection: String) {
    Output.error("WARNING: \(AnswerWords.ignored(answer, because: objection))")
  }

  func note(_ entries: [JournalEntry], state: borrowing RunState) {
    for entry in entries {
      if let line = EventText.dated(entry, state: state) { Output.line(line) }
    }
    if Output.isTerminal, entries.contains(where: { isOpenQuestion($0.event, state) }) { Output.text(Self.bell) }
  }

  /// Wakes whoever has nodded off in front of the terminal; a question of long ago rings no more.
  private static let bell = "\u{7}"

  private func isOpenQuestion(_ event: Entry, _ state: borrowing RunState) -> Bool {
    guard case .promptOpened(let prompt) = event else { return false }
    return state.prompts.contains { $0.prompt.number == prompt.number && $0.isOpen }
  }
}

extension WallTime {
  /// `03:04:05`, on the wall where the clock hung.
  var timeOfDay: String {
    let civil = civil
    return [civil.hour, civil.minute, civil.second].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}

extension Duration {
  /// `12:05`, or `1:02:05` from an hour on; whole seconds, cut.
  var clockText: String {
    let seconds = max(0, components.seconds)
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let rest = "\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    return seconds < 3_600 ? rest : "\(seconds / 3_600):\(rest)"
  }
}
