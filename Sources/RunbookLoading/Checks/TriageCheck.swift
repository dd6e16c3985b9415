internal import RunbookModel

/// Triage finds out what is down, on machines where everything may still be saved: it only looks.
enum TriageCheck {
  static func check(_ draft: StepDraft) -> [Diagnostic] {
    let step = draft.step
    guard draft.kindIsKnown, step.phase == .triage, step.changesState else { return [] }
    let word = step.kindWord.rawValue
    return [
      Diagnostic(
        .error, "a `\(word)` step changes something, and `triage` only looks", at: draft.location(of: word),
        hint: "move it to `provision` or below")
    ]
  }
}
