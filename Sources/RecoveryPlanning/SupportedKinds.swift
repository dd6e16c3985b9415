package import RunbookModel

/// What this version can carry out; a plan with anything else is refused before its first step.
package struct SupportedKinds: Hashable, Sendable {
  package var kinds: Set<StepKind.Word>

  package init(_ kinds: Set<StepKind.Word>) { self.kinds = kinds }

  /// Scripts, files, probes, people, messages, waiting and restarts, here and on hosts.
  package static let current = SupportedKinds(Set(StepKind.Word.allCases))

  /// An error for everything in the plan that can't be executed yet; what the plan leaves out is not looked at.
  package func unsupportedSteps(in plan: Plan) -> [Diagnostic] {
    plan.steps.filter { $0.excluded == nil && !kinds.contains($0.step.kindWord) }.map { planned in
      Diagnostic(
        "a `\(planned.step.kindWord.rawValue)` step can't be executed yet, so step \"\(planned.step.id)\" would stop the run",
        at: planned.step.location,
        hint: "do it by hand before or after the run and leave the step out until this version can")
    }
  }
}
