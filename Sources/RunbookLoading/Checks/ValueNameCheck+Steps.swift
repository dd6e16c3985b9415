internal import Expressions
internal import RunbookModel

extension ValueNameCheck {
  /// The step that a reference means, or why there is none; neither when its runbook couldn't be read.
  private func find(_ reference: StepReference, at location: SourceLocation) -> (StepDraft?, Diagnostic?) {
    let owner = reference.runbook ?? runbook.name.text
    guard let steps = context.steps(of: owner) else {
      guard context.hasAllRunbooks else { return (nil, nil) }
      let hint = Suggestion.hint(for: owner, among: context.runbookNames) ?? "load the set that has both"
      return (nil, Diagnostic(.error, "the runbook \"\(owner)\" isn't part of this run", at: location, hint: hint))
    }
    if let step = steps.step(named: reference.step) { return (step, nil) }
    let hint =
      Suggestion.hint(for: reference.step, among: steps.names) ?? "name a step by its id; here are \(steps.shown)"
    return (nil, Diagnostic(.error, "there is no step \"\(reference)\"", at: location, hint: hint))
  }

  private func isItself(_ found: StepDraft, _ reference: StepReference, _ step: Step) -> Bool {
    found.step.id == step.id && (reference.runbook ?? runbook.name.text) == runbook.name.text
  }

  func stepProblem(_ reference: StepReference, in step: Step, at location: SourceLocation) -> Diagnostic? {
    let (found, problem) = find(reference, at: location)
    guard let found, isItself(found, reference, step) else { return problem }
    return Diagnostic(.error, "step \"\(step.id)\" asks how it ended itself before it starts", at: location)
  }

  func outputProblem(
    _ reference: StepReference, _ output: String, _ place: Place, in step: Step, at location: SourceLocation
  ) -> Diagnostic? {
    let (found, problem) = find(reference, at: location)
    guard let found else { return problem }
    let outputs = found.step.namesOfOutputs
    guard !found.kindIsKnown || outputs.contains(output) else {
      return Diagnostic(
        .error, "step \"\(reference)\" has no output \"\(output)\"", at: location,
        hint: Suggestion.hint(for: output, among: outputs) ?? "name it under its `outputs`")
    }
    guard place != .result, isItself(found, reference, step) else { return nil }
    return Diagnostic(
      .error, "step \"\(step.id)\" uses its own output before it has run", at: location,
      hint: "use it in a step below, or let an earlier step find it out")
  }

  func decisionProblem(_ reference: StepReference, in step: Step, at location: SourceLocation) -> Diagnostic? {
    let (found, problem) = find(reference, at: location)
    guard let found, found.kindIsKnown, found.step.kind.word != .decide else { return problem }
    return Diagnostic(
      .error, "step \"\(reference)\" decides nothing", at: location, hint: "`decisions.` names a `decide` step")
  }
}

extension Step {
  /// What the step reports, the fields of a manual step included.
  fileprivate var namesOfOutputs: [String] {
    guard case .manual(let task) = kind else { return outputs.map(\.text) }
    return outputs.map(\.text) + task.fields.map(\.name)
  }
}
