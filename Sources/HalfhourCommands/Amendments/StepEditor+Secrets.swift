internal import RunCore
internal import RunbookModel

/// What is changed stands in the journal, on screens and in reports, and a hidden part would make it another text.
extension StepEditor {
  /// Refuses an edit that brings a secret of the run into the step; what stood there before is in the plan anyway.
  func refuseSecret(in change: StepChange) async throws(CommandFailure) {
    let known = Set(Self.lines(change.before))
    let new = Self.lines(change.after).filter { !known.contains($0) }.joined(separator: "\n")
    guard await holdsSecret(new) else { return }
    throw CommandFailure(
      "the text holds a secret of the run, which would be recorded; take it from `{{ secrets.NAME }}`")
  }

  /// The same of `name=value`, before anything else is said of it.
  func refuseSecret(in assignment: String) async throws(CommandFailure) {
    guard await holdsSecret(assignment) else { return }
    throw CommandFailure("the new value holds a secret of the run, which would be recorded; say another one")
  }

  private func holdsSecret(_ text: String) async -> Bool { await Me.typed(text, in: state) != text }

  private static func lines(_ text: String) -> [Substring] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }
}
