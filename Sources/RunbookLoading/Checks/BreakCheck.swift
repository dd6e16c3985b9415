internal import RunbookModel

/// What a runbook can say wrongly about its breaks, which are held to the rules of steps.
enum BreakCheck {
  static func check(_ draft: RunbookDraft, _ context: CheckContext) -> [Diagnostic] {
    let names = ValueNameCheck(runbook: draft.runbook, context: context)
    var seen: [String: SourceLocation] = [:]
    return draft.breaks.flatMap { broken in
      let damage = broken.damage
      var found = name(of: damage, in: draft, &seen)
      found += EnvironmentCheck.check(damage)
      found += names.check(damage.step)
      found += ScriptCheck.check(damage.step)
      if let mend = broken.mend { found += ScriptCheck.check(mend) }
      found += FileCheck.check(damage.step, in: draft.folder, context.files)
      return found
    } + idle(draft)
  }

  /// A break shares its names with the steps, so that a report, a log and a command mean one thing by it.
  private static func name(
    of damage: StepDraft, in draft: RunbookDraft, _ seen: inout [String: SourceLocation]
  ) -> [Diagnostic] {
    let name = damage.step.id.text
    guard !name.isEmpty else { return [] }
    let place = damage.reader.text("id")?.start ?? damage.step.location
    let step = draft.index.step(named: name)
    guard let other = seen[name] ?? step.map({ $0.reader.text("id")?.start ?? $0.step.location }) else {
      seen[name] = place
      return []
    }
    return [
      Diagnostic(
        .error, "the id \"\(name)\" is given twice in this runbook", at: place, hint: "give the break another id",
        notes: [.init(step == nil || seen[name] != nil ? "the first stands here" : "the step stands here", at: other)])
    ]
  }

  /// Damage that nothing looks at would be done for nothing.
  private static func idle(_ draft: RunbookDraft) -> [Diagnostic] {
    guard let first = draft.breaks.first, draft.steps.allSatisfy(\.kindIsKnown), !draft.isSet else { return [] }
    let hasCheck = draft.steps.contains { draft in
      draft.step.isCheck && [.verify, .cutover].contains(draft.step.phase) && draft.step.only != .incident
    }
    guard !hasCheck else { return [] }
    return [
      Diagnostic(
        .warning, "no check of a drill could notice the breaks", at: first.damage.step.location,
        hint: "add checks under `verify`")
    ]
  }
}
