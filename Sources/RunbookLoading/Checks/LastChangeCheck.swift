internal import RunbookModel

/// A runbook that changes something and checks nothing after it would be green whatever it did.
enum LastChangeCheck {
  static func check(_ draft: RunbookDraft) -> [Diagnostic] {
    guard draft.steps.allSatisfy(\.kindIsKnown) else { return [] }
    var reported: Set<StepName> = []
    return RunMode.allCases.compactMap { mode in
      let steps = draft.runbook.steps
      let numbers = steps.indices.filter { steps[$0].phase < .cleanup && (steps[$0].only ?? mode) == mode }
      guard let last = numbers.lastIndex(where: { steps[$0].changesState }),
        !numbers[last...].contains(where: { steps[$0].isCheck })
      else { return nil }
      let step = steps[numbers[last]]
      guard reported.insert(step.id).inserted else { return nil }
      return Diagnostic(
        .warning, "nothing checks what step \"\(step.id)\" changed", at: step.location,
        hint: "add a check below it: a probe, or a `run` with `expect`")
    }
  }
}
