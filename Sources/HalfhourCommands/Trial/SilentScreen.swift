internal import RunCore

/// Shows nothing: who looks sees what came of it.
struct SilentScreen: Screen {
  func begin() {}
  func end() {}
  func askWhetherToStop(_ answer: @escaping @Sendable (StopAnswer) -> Void) { answer(.stop) }
  func note(_ entries: [JournalEntry], state: borrowing RunState) {}
  func bookkeepingFails(_ reason: String) {}
  func ignores(_ answer: PromptAnswer, because objection: String) {}
}
