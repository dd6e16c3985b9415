internal import RunbookModel

/// A step that stands among the checks without being one is told of by no report as a check, and no drill sees it fail.
enum VerifyCheck {
  static func check(_ draft: RunbookDraft) -> [Diagnostic] {
    draft.steps.filter { $0.kindIsKnown && $0.step.phase == .verify && $0.step.kindWord == .run && !$0.step.isCheck }
      .map { draft in
        Diagnostic(
          .warning, "step \"\(draft.step.id)\" stands in verify and is no check", at: draft.step.location,
          hint: "say what must hold, such as `expect: { exit: 0 }`; a drill then sees it fail without the data")
      }
  }
}
