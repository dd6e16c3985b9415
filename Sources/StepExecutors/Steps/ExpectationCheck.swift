internal import Expressions
internal import RunCore
internal import RunbookModel

/// Holds what a job printed and how it ended against the step's `expect`.
struct ExpectationCheck {
  let expect: Expectation
  let values: AttemptValues
  /// What the job printed, also where its log could not be written.
  let printed: PrintedOutput

  /// The most of an output that is compared, in bytes.
  static let mostCompared = 1 << 20

  /// Turns success into failure where something doesn't hold, and an expected exit status into success.
  func judge(_ report: inout AttemptReport) {
    guard let exit = report.exit, report.result == .succeeded || isExpected(exit, report) else { return }
    let elapsed = report.times.map { $0.ended.uptime - $0.started.uptime } ?? .zero
    do {
      let observation = Observation(
        exit: exit, output: String(decoding: printed.bytes, as: UTF8.self), outputIsCut: printed.isCut,
        elapsed: elapsed)
      let mismatches = try compare(observation)
      report.result = mismatches.isEmpty ? .succeeded : .failed
      report.message = mismatches.isEmpty ? nil : mismatches.map(Self.words).joined(separator: "\n")
    } catch {
      report.result = .failed
      report.message = error.message
    }
  }

  private static func words(_ mismatch: Mismatch) -> String {
    let observed = mismatch.observed.contains("\n") ? "\n\(mismatch.observed)" : " \(mismatch.observed)"
    return "\(mismatch.matcher): expected \(mismatch.expected), got\(observed)"
  }

  /// Whether only the exit status made the report a failure, and `expect` has a say on it.
  private func isExpected(_ exit: Int, _ report: AttemptReport) -> Bool {
    report.result == .failed && exit != 0 && !expect.exit.isEmpty
  }

  private func compare(_ observation: Observation) throws(StepProblem) -> [Mismatch] {
    var mismatches: [Mismatch?] = [Matchers.exit(expect.exit.isEmpty ? [0] : expect.exit, observation)]
    for text in expect.contains { mismatches.append(Matchers.contains(try hidden(text), observation)) }
    for text in expect.matches {
      mismatches.append(Matchers.matches(try parsed(Pattern.compile(pattern(text)), text), observation))
    }
    if let text = expect.equals { mismatches.append(Matchers.equals(try hidden(text), observation)) }
    if let text = expect.lines {
      mismatches.append(Matchers.lines(try parsed(CountBound.parse(filled(text)), text), observation))
    }
    for json in expect.json {
      let path = try parsed(JSONPath.parse(json.path), json.path)
      mismatches.append(Matchers.json(path, equals: try hidden(json.equals), observation))
    }
    if let limit = expect.fasterThan { mismatches.append(Matchers.fasterThan(limit, observation)) }
    return mismatches.compactMap { $0 }
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
