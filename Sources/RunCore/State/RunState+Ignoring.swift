extension RunState {
  /// Why an answer that comes now changes nothing, for those who rely on it; nil for one that counts or has counted.
  ///
  /// Answers of before are heard again by each session; one that came too late then was told of then.
  func reasonToIgnore(_ answer: PromptAnswer) -> String? {
    guard let objection = objection(to: answer) else { return nil }
    guard let record = prompts.first(where: { $0.prompt.number == answer.prompt }) else { return objection }
    if record.answer == answer || record.approvals.contains(where: { $0.word == answer }) { return nil }
    if let closed = record.closed, let session = sessions.last, closed.elapsed < session.opened.elapsed { return nil }
    return objection
  }
}
