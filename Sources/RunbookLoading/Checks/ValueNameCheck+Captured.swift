internal import Expressions
internal import RunbookModel

extension ValueNameCheck {
  /// `captured.` stands for what an earlier request of the same step took from its answer, and for nothing elsewhere.
  func capturedProblems(
    _ names: [(name: ValueName, location: SourceLocation)], _ text: SourceText, in step: Step
  ) -> [Diagnostic] {
    names.compactMap { name, location in
      guard case .captured(let captured) = name else { return nil }
      guard case .http(let probe) = step.kind, let place = Self.request(of: probe, with: text) else {
        return Diagnostic(
          .error, "`captured.\(captured)` can stand in the requests of an `http` step only", at: location,
          hint: "a value that other steps need is an output of a `run` step")
      }
      let earlier = probe.before[..<place].flatMap { $0.captures.map(\.name) }
      if earlier.contains(captured) { return nil }
      let later = probe.before[place...].contains { $0.captures.contains { $0.name == captured } }
      return Diagnostic(
        .error,
        later
          ? "\"\(captured)\" is captured only after this request"
          : "no request before this one captures \"\(captured)\"",
        at: location,
        hint: Suggestion.hint(for: captured, among: earlier)
          ?? "capture it in a request under `before`, above the one that uses it")
    }
  }

  /// How many requests come before the one in which a text stands; nil where it stands in none.
  private static func request(of probe: HTTPProbe, with text: SourceText) -> Int? {
    (probe.before + [probe.request]).firstIndex { $0.interpolatedTexts.contains { $0.start == text.start } }
  }
}
