internal import Expressions
internal import Glibc
internal import KnownGood
internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// Compares what a check saw with its recorded answer, and keeps what differed.
struct KnownGoodCheck: Sendable {
  let expectation: KnownGoodExpectation
  let request: AttemptRequest
  let values: AttemptValues
  /// Nil where no answer is kept.
  let keeping: AnswerKeeping?
  /// The digest of what the check asks now.
  let question: String

  private var step: Step { request.step.step }

  /// The answer as it is compared and kept: without secrets.
  func answer(_ observation: Observation) -> KnownAnswer {
    guard let table = observation.table else { return .text(values.redactor.redacted(observation.output)) }
    return .rows(
      RowTable(
        columns: table.columns.map { values.redactor.redacted($0) },
        rows: table.rows.map { row in row.map { $0.map { values.redactor.redacted($0) } } }))
  }

  /// Nil when the answers are equal but for what may differ.
  func mismatch(_ observation: Observation, _ recorded: KnownGoodFile) throws(StepProblem) -> Mismatch? {
    let isStale = recorded.question != question
    let age = isStale ? "; the recorded answer is older than its check, which asks another thing now" : ""
    let expected = "the answer recorded \(recorded.day) from \(recorded.from)\(age)"
    func mismatch(_ observed: String) -> Mismatch {
      Mismatch(matcher: "known_good", expected: expected, observed: observed)
    }
    guard !observation.outputIsCut else { return mismatch("more output than could be kept") }
    guard recorded.kind == step.kindWord else {
      return mismatch("the answer of a `\(step.kindWord.rawValue)` check, not of `\(recorded.kind.rawValue)`")
    }
    let answer = answer(observation)
    let comparison = KnownGoodComparison(try rules())
    let difference: String?
    do throws(PatternError) {
      difference = try comparison.difference(recorded: recorded.answer, observed: answer)
    } catch {
      throw StepProblem("known_good: a mask can't be used: \(error)")
    }
    guard let difference else { return nil }
    return mismatch("another: \(difference)")
  }

  private func rules() throws(StepProblem) -> KnownGoodRules {
    let (rules, problems) = KnownGoodRules.rules(expectation, of: step.kindWord)
    guard let rules else { throw StepProblem("known_good: \(problems.first?.message ?? "can't be read")") }
    return rules
  }

  /// Why an answer can't be recorded; nil when it can.
  func refusal(_ observation: Observation) -> String? {
    if observation.outputIsCut {
      return "the answer is larger than what is kept; ask for less, or for a checksum of it"
    }
    guard expectation.rows == nil, answer(observation).holdsReplacements else { return nil }
    return "the answer holds bytes that are no text in UTF-8, which can't be compared; ask for a checksum of it"
  }

  /// Writes the answer where it can be looked at and accepted later; says why it could not.
  func keep(_ observation: Observation) -> String? {
    guard let keeping, let path = keeping.file(request.attempt) else { return nil }
    let file = KnownGoodFile(
      check: "\(request.step.proof?.check ?? request.step.id)", kind: step.kindWord, recorded: keeping.time(),
      from: AnswerOrigin(request: request, values: values).text, by: keeping.by,
      command: values.redactor.redacted(keeping.command),
      question: question, answer: answer(observation))
    do {
      // The run's folder is there; where it isn't, the file can't be written either, which says so.
      mkdir(PathText.folder(of: path), 0o700)
      try FileCopier(deadline: nil, cancellation: Cancellation()).write(Array(file.text.utf8), to: path, mode: 0o600)
      return nil
    } catch {
      return "\(error)"
    }
  }
}
