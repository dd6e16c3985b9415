package import RunbookModel

/// Puts the values into the texts of a probe.
package struct ProbeTexts: Sendable {
  /// `captured` are the values that the probe itself took from earlier answers; whatever is missing is told in words.
  package let fill: @Sendable (_ text: SourceText, _ captured: [String: String]) throws(ProbeProblem) -> String

  package init(
    fill: @escaping @Sendable (_ text: SourceText, _ captured: [String: String]) throws(ProbeProblem) -> String
  ) {
    self.fill = fill
  }
}
