internal import Expressions
internal import RunbookModel

/// Names of steps and outputs that are taken twice or have a meaning of their own.
enum StepNameCheck {
  private static let reserved = Set(Phase.allCases.map(\.rawValue) + [Needs.aboveWord])

  static func check(_ step: StepDraft, _ number: Int, in index: StepIndex) -> [Diagnostic] {
    name(of: step, number, in: index) + (step.reader.has("outputs") ? outputs(step) : [])
  }

  /// Nothing for a step whose id is missing or was refused.
  private static func name(of step: StepDraft, _ number: Int, in index: StepIndex) -> [Diagnostic] {
    let name = step.step.id.text
    guard let first = index.number(of: name), !name.isEmpty else { return [] }
    var diagnostics: [Diagnostic] = []
    if first != number {
      diagnostics.append(
        Diagnostic(
          .error, "the step id \"\(name)\" is given twice in this runbook", at: step.placeOfID,
          hint: "give one another id",
          notes: index.step(named: name).map { [.init("the first stands here", at: $0.placeOfID)] } ?? []))
    }
    if reserved.contains(name) {
      diagnostics.append(
        Diagnostic(
          .error, "a step can't be called \"\(name)\": in `needs` the word means something else", at: step.placeOfID,
          hint: "give it another id"))
    }
    if IsolationCheck.isStepName(name) {
      diagnostics.append(
        Diagnostic(
          .error, "a step can't be called \"\(name)\": that is what a drill calls a check of the site's `isolation`",
          at: step.placeOfID, hint: "give it another id"))
    }
    return diagnostics
  }

  /// `needs: [database.load]` and `steps.database.load.dump` must not be ambiguous.
  static func check(nameOf draft: RunbookDraft) -> [Diagnostic] {
    guard let name = draft.reader.text("runbook"), reserved.contains(name.text) else { return [] }
    return [
      Diagnostic(
        .error, "a runbook can't be called \"\(name.text)\": in `needs` the word means something else", at: name.start,
        hint: "give it another name")
    ]
  }

  private static func outputs(_ step: StepDraft) -> [Diagnostic] {
    var seen: Set<String> = []
    return step.reader.texts("outputs").compactMap { output in
      if output.text == ValueName.reservedOutput {
        return Diagnostic(
          .error, "no output can be called \"\(output.text)\": it tells how the step ended", at: output.start,
          hint: "give it another name")
      }
      guard !seen.insert(output.text).inserted else { return nil }
      return Diagnostic(.error, "the output \"\(output.text)\" is named twice", at: output.start, hint: "name it once")
    }
  }
}

extension StepDraft {
  fileprivate var placeOfID: SourceLocation { reader.text("id")?.start ?? step.location }
}
