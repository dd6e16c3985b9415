internal import RecoveryPlanning
internal import RunbookModel

extension Prompt {
  /// Asks what to do about a step that failed, whose last try ended nobody knows how, or whose host is refused.
  init(about index: Int, in state: RunState) {
    let planned = state.plan.steps[index]
    let record = state.steps[index]
    let number = state.prompts.count + 1
    if let refusal = state.standingRefusal(of: index) {
      self.init(
        number: number, step: planned.id, subject: refusal.subject == .unknownKey ? .hostKey : .hostMarker,
        question: refusal.question(about: planned.id, before: state.hosts[refusal.host]?.contact),
        choices: Choice.beforeHost, refusal: refusal)
      return
    }
    let isUnknown = record.attempts.last?.report?.result == .unknown
    let message = record.lastMessage.map { ": \($0)" } ?? ""
    let question =
      isUnknown
      ? "Nobody knows how \(planned.id) ended\(message). Look at its machine before you choose."
      : "\(planned.id) failed\(message)"
    self.init(
      number: number, step: planned.id, subject: isUnknown ? .unknownOutcome : .failure, question: question,
      choices: Choice.afterTry)
  }
}
