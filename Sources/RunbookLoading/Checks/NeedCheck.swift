internal import Expressions
internal import RunbookModel

/// Needs that name no step and no phase; order and cycles are the planner's, which knows the whole run.
enum NeedCheck {
  static func check(_ step: Step, in runbook: String, _ context: CheckContext) -> [Diagnostic] {
    step.needs.references.compactMap { problem(with: $0, in: runbook, context) }
  }

  private static func problem(
    with reference: SourceText, in runbook: String, _ context: CheckContext
  ) -> Diagnostic? {
    let parts = reference.text.split(separator: ".").map(String.init)
    guard let name = parts.last else { return nil }
    // A runbook that isn't part of this run can't be waited for; what that means is for the plan to say.
    let owner = parts.count == 1 ? runbook : parts[0]
    guard let steps = context.steps(of: owner), Phase(rawValue: name) == nil, !steps.hasStep(named: name) else {
      return nil
    }
    let known = steps.names + Phase.allCases.map(\.rawValue) + [Needs.aboveWord]
    let place = parts.count == 1 ? "" : " in the runbook \"\(owner)\""
    return Diagnostic(
      .error, "there is no step or phase \"\(name)\"\(place) to wait for", at: reference.start,
      hint: Suggestion.hint(for: name, among: known) ?? "name a step by its id, a phase, or `\(Needs.aboveWord)`")
  }
}
