internal import Expressions
internal import Probes
internal import RunbookModel

/// Holds what a check saw against the step's `expect`, and against what its kind expects without one.
struct ExpectationCheck {
  let kind: StepKind.Word
  let expect: Expectation?
  let values: AttemptValues

  /// The most of an answer that is compared, in bytes.
  static let mostCompared = ProbeAnswer.mostCompared

  static func words(_ mismatch: Mismatch) -> String {
    "\(mismatch.matcher): expected \(mismatch.expected), got \(mismatch.observed)"
  }

  func mismatches(_ observation: Observation) throws(StepProblem) -> [Mismatch] {
    var mismatches: [Mismatch?] = []
    if kind == .run { mismatches.append(Matchers.exit(expect?.exit ?? [], observation)) }
    if kind == .http { mismatches.append(Matchers.status(statuses(), observation)) }
    guard let expect else { return mismatches.compactMap { $0 } }
    for text in expect.contains { mismatches.append(Matchers.contains(try hidden(text), observation)) }
    for text in expect.matches {
      mismatches.append(Matchers.matches(try parsed(Pattern.compile(pattern(text)), text), observation))
    }
    if let text = expect.equals { mismatches.append(Matchers.equals(try hidden(text), observation)) }
    if let text = expect.lines { mismatches.append(Matchers.lines(try bound(text), observation)) }
    if let text = expect.rows { mismatches.append(Matchers.rows(try bound(text), observation)) }
    if let text = expect.certificateDays {
      mismatches.append(Matchers.certificateDays(try bound(text), observation))
    }
    for json in expect.json {
      let path = try parsed(JSONPath.parse(json.path), json.path)
      mismatches.append(Matchers.json(path, equals: try hidden(json.equals), observation))
    }
    for header in expect.headers {
      mismatches.append(Matchers.header(header.name, equals: try hidden(header.equals), observation))
    }
    if let limit = expect.fasterThan { mismatches.append(Matchers.fasterThan(limit, observation)) }
    if let limit = expect.firstByte { mismatches.append(Matchers.firstByte(within: limit, observation)) }
    return mismatches.compactMap { $0 }
  }

  private func statuses() -> [StatusPattern] {
    guard let accepted = expect?.status, !accepted.isEmpty else { return [StatusPattern("2xx")].compactMap { $0 } }
    return accepted.compactMap { StatusPattern($0) }
  }

  private func bound(_ text: SourceText) throws(StepProblem) -> CountBound {
    try parsed(CountBound.parse(filled(text)), text)
  }

  /// A text with its secrets hidden as in the log, with which it is compared.
  ///
  /// A message quotes but a part of a long text, and could cut a secret so that what is left of it is not known as one.
  private func hidden(_ text: SourceText) throws(StepProblem) -> String {
    values.redactor.redacted(try values.fill(text))
  }

  /// A pattern in which what stands for a secret means itself.
  private func pattern(_ text: SourceText) throws(StepProblem) -> SourceText {
    var pattern = try hidden(text)
    for secret in values.namedSecrets {
      pattern = pattern.replacing(SecretRedactor.mark(of: secret.name), with: "\\[secret \(secret.name)\\]")
    }
    return SourceText(pattern, start: text.start, continuationColumn: text.continuationColumn)
  }

  private func filled(_ text: SourceText) throws(StepProblem) -> SourceText {
    SourceText(try values.fill(text), start: text.start, continuationColumn: text.continuationColumn)
  }

  private func parsed<Value>(_ result: (Value?, [Diagnostic]), _ text: SourceText) throws(StepProblem) -> Value {
    guard let value = result.0 else { throw StepProblem(result.1.first?.message ?? "\(text.text) can't be read") }
    return value
  }
}
