internal import RecoveryPlanning
internal import RunbookModel

extension Prompt {
  /// Asks what to do about a step that failed, or whose last try ended nobody knows how.
  init(about record: StepRecord, of planned: PlannedStep, number: Int) {
    let isUnknown = record.attempts.last?.report?.result == .unknown
    let message = record.lastMessage.map { ": \($0)" } ?? ""
    let question =
      isUnknown
      ? "Nobody knows how \(planned.id) ended\(message). Look at its machine before you choose."
      : "\(planned.id) failed\(message)"
    self.init(
      number: number, step: planned.id, subject: isUnknown ? .unknownOutcome : .failure, question: question,
      choices: Choice.allCases)
  }
}
