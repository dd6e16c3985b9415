internal import RunbookModel

/// Everything that a runbook can say wrongly although its keys are right.
enum RunbookCheck {
  static func check(_ draft: RunbookDraft, _ context: CheckContext) -> [Diagnostic] {
    MentionCheck.check(draft.mentions, in: context.site, siteIsMissing: context.siteIsMissing)
      + PhaseOrderCheck.check(draft)
      + StepNameCheck.check(draft)
      + EnvironmentCheck.check(draft)
      + draft.steps.flatMap { step in
        StepRuleCheck.check(step)
          + (context.site.map { HostCheck.check(step.step, in: $0) } ?? [])
          + (step.kindIsKnown
            ? ExpectationCheck.check(step.step.expect, of: step.step.kind.word, step.reader.reader("expect")) : [])
      }
      + ValueNameCheck.check(draft, context)
      + NeedCheck.check(draft, context)
      + ScriptCheck.check(draft)
      + FileCheck.check(draft, context.files)
      + LastChangeCheck.check(draft)
  }
}
