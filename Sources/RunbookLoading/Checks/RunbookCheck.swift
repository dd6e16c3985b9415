internal import RunbookModel

/// Everything that a runbook can say wrongly although its keys are right.
enum RunbookCheck {
  static func check(_ draft: RunbookDraft, _ context: CheckContext) -> [Diagnostic] {
    MentionCheck.check(draft.mentions, in: context.site, siteIsMissing: context.siteIsMissing)
      + PhaseOrderCheck.check(draft)
      + StepNameCheck.check(nameOf: draft)
      + EnvironmentCheck.check(draft.runbook.inputs)
      + steps(of: draft, context)
      + BreakCheck.check(draft, context)
      + FileCheck.check(draft.runbook.secrets, in: draft.folder, context.files)
      + VerifyCheck.check(draft)
      + LastChangeCheck.check(draft)
      + CleanupCheck.check(draft)
  }

  /// Each step is taken up once for all checks, as it is far from those that were looked at before.
  private static func steps(of draft: RunbookDraft, _ context: CheckContext) -> [Diagnostic] {
    let names = ValueNameCheck(runbook: draft.runbook, context: context)
    let runbook = draft.runbook.name.text
    let folder = draft.folder
    var found: [Diagnostic] = []
    for (number, step) in draft.steps.enumerated() {
      found += StepNameCheck.check(step, number, in: draft.index)
      found += EnvironmentCheck.check(step)
      found += StepRuleCheck.check(step)
      found += ProbeRuleCheck.check(step)
      found += PeopleCheck.check(step, in: context.site)
      found += TriageCheck.check(step)
      found += HostCheck.check(step.step, in: context)
      if step.kindIsKnown, step.step.hasExpectation {
        found += ExpectationCheck.check(step.step.expect, of: step.step.kindWord, step.reader.reader("expect"))
        found += KnownGoodCheck.check(step.step, in: draft, step.reader.reader("expect"), context)
      }
      found += names.check(step.step)
      found += NeedCheck.check(step.step, in: runbook, context)
      found += ScriptCheck.check(step.step)
      found += FileCheck.check(step.step, in: folder, context.files)
    }
    return found
  }
}
