internal import RunbookModel

/// A runbook that changes something and checks nothing after it would be green whatever it did.
enum LastChangeCheck {
  static func check(_ draft: RunbookDraft) -> [Diagnostic] {
    guard draft.steps.allSatisfy(\.kindIsKnown) else { return [] }
    var reported: Set<StepName> = []
    return RunMode.allCases.compactMap { mode in
      let drafts = draft.steps.filter { $0.step.phase < .cleanup && ($0.step.only ?? mode) == mode }
      guard let last = drafts.lastIndex(where: { $0.step.changesState }),
        !drafts[last...].contains(where: { $0.step.isCheck })
      else { return nil }
      let step = drafts[last].step
      guard reported.insert(step.id).inserted else { return nil }
      return Diagnostic(
        .warning, "nothing checks what step \"\(step.id)\" changed", at: step.location,
        hint: "add a check below it: a probe, or a `run` with `expect`")
    }
  }
}
