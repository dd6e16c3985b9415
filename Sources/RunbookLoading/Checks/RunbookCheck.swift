internal import RunbookModel

/// Everything that a runbook can say wrongly although its keys are right.
enum RunbookCheck {
  static func check(_ draft: RunbookDraft, _ context: CheckContext) -> [Diagnostic] {
    let site = context.site
    return MentionCheck.check(draft.mentions, in: site, siteIsMissing: context.siteIsMissing)
      + PhaseOrderCheck.check(draft)
      + StepNameCheck.check(draft)
      + EnvironmentCheck.check(draft)
      + draft.steps.flatMap { step in
        StepRuleCheck.check(step)
          + HostCheck.check(step.step, in: site)
          + (step.kindIsKnown && step.step.hasExpectation
            ? ExpectationCheck.check(step.step.expect, of: step.step.kindWord, step.reader.reader("expect")) : [])
      }
      + ValueNameCheck.check(draft, context)
      + NeedCheck.check(draft, context)
      + ScriptCheck.check(draft)
      + FileCheck.check(draft, context.files)
      + LastChangeCheck.check(draft)
  }
}
