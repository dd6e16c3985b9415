internal import Expressions
internal import RunbookModel

/// Names of steps and outputs that are taken twice or have a meaning of their own.
enum StepNameCheck {
  private static let reserved = Set(Phase.allCases.map(\.rawValue) + [Needs.aboveWord])

  static func check(_ draft: RunbookDraft) -> [Diagnostic] {
    var diagnostics = reservedRunbookName(draft)
    var first: [String: SourceLocation] = [:]
    for step in draft.steps {
      guard let id = step.reader.text("id") else { continue }
      if let earlier = first[id.text] {
        diagnostics.append(
          Diagnostic(
            .error, "the step id \"\(id.text)\" is given twice in this runbook", at: id.start,
            hint: "give one another id",
            notes: [.init("the first stands here", at: earlier)]))
      } else {
        first[id.text] = id.start
      }
      if reserved.contains(id.text) {
        diagnostics.append(
          Diagnostic(
            .error, "a step can't be called \"\(id.text)\": in `needs` the word means something else", at: id.start,
            hint: "give it another id"))
      }
      diagnostics += outputs(step)
    }
    return diagnostics
  }

  /// `needs: [database.load]` and `steps.database.load.dump` must not be ambiguous.
  private static func reservedRunbookName(_ draft: RunbookDraft) -> [Diagnostic] {
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
