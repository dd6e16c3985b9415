internal import RunbookModel

/// A runbook that changes something and checks nothing after it would be green whatever it did.
enum LastChangeCheck {
  static func check(_ draft: RunbookDraft) -> [Diagnostic] {
    guard draft.steps.allSatisfy(\.kindIsKnown) else { return [] }
    var reported: Set<StepName> = []
    return RunMode.allCases.compactMap { mode in
      let last = draft.steps.last { draft in
        let step = draft.step
        return step.phase < .cleanup && (step.only ?? mode) == mode && (step.isCheck || step.changesState)
      }
      guard let step = last?.step, !step.isCheck else { return nil }
      guard reported.insert(step.id).inserted else { return nil }
      return Diagnostic(
        .warning, "nothing checks what step \"\(step.id)\" changed", at: step.location,
        hint: "add a check below it: a probe, or a `run` with `expect`")
    }
  }
}
