package import Expressions
package import RunbookModel

/// What may differ between a recorded answer and another.
package struct KnownGoodRules: Sendable {
  package var masks: [Pattern] = []
  package var anyOrder = false
  /// In percent of the recorded number.
  package var numbersWithin: Double?
  /// Set where only the numbers of rows or lines are compared.
  package var rows: RelativeBound?
  /// Two answers in JSON are compared by their values.
  package var mayBeJSON = false

  package init() {}

  /// The rules of a check; what can't be read of them is a diagnostic.
  package static func rules(
    _ expectation: KnownGoodExpectation, of kind: StepKind.Word
  ) -> (KnownGoodRules?, [Diagnostic]) {
    var rules = KnownGoodRules()
    var diagnostics: [Diagnostic] = []
    for mask in expectation.masks {
      let (pattern, problems) = Pattern.compile(mask)
      diagnostics += problems
      if let pattern { rules.masks.append(pattern) }
    }
    if let text = expectation.rows {
      let (bound, problems) = RelativeBound.parse(text)
      diagnostics += problems
      rules.rows = bound
    }
    rules.anyOrder = expectation.anyOrder
    rules.numbersWithin = expectation.numbersWithin
    rules.mayBeJSON = kind == .http || kind == .run
    return (diagnostics.isEmpty ? rules : nil, diagnostics)
  }
}
