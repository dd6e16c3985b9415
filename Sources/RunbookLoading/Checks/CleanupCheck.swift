internal import RunbookModel

/// What a drill takes down again at its end, an incident would take down, too.
enum CleanupCheck {
  static func check(_ draft: RunbookDraft) -> [Diagnostic] {
    draft.steps.filter { draft in
      draft.kindIsKnown && draft.step.phase == .cleanup && draft.step.only == nil && draft.step.changesState
    }.map { draft in
      Diagnostic(
        .warning, "cleanup step \"\(draft.step.id)\" runs at the end of a live recovery, too", at: draft.step.location,
        hint:
          "say `only: drill`; for what an incident must clean up as well, write a step with `only: incident` beside it"
      )
    }
  }
}
