internal import Expressions
internal import RunbookModel

/// Matchers that the kind can't answer, and patterns, bounds and paths that can't be read.
enum ExpectationCheck {
  static func check(_ expectation: Expectation?, of kind: StepKind.Word, _ reader: MappingReader?) -> [Diagnostic] {
    guard let expectation else { return [] }
    guard let possible = matchers(of: kind) else {
      return [
        Diagnostic(
          .error, "`expect` says nothing in a `\(kind.rawValue)` step, which gives no answer", at: expectation.location,
          hint: "check what it did in a step below it")
      ]
    }
    guard let reader, !reader.isEmpty else {
      return [
        Diagnostic(
          .error, "`expect` expects nothing", at: expectation.location,
          hint: "say what, such as `exit: 0` or `contains: …`")
      ]
    }
    return reader.keys { !possible.contains($0) && all.contains($0) }.map { matcher in
      Diagnostic(
        .error, "`\(matcher.text)` says nothing about the answer of `\(kind.rawValue)`", at: matcher.start,
        hint: "it can expect \(possible.joined(separator: ", "))")
    } + contents(of: expectation)
  }

  private static let all = Set(ExpectationFormat.expectation.keys.map(\.name))
  private static let textual = ["contains", "matches", "equals", "lines", "faster_than"]

  private static let ofRun = ["exit", "json", "known_good"] + textual
  private static let ofHTTP = ["status", "headers", "first_byte", "json", "known_good", "certificate_days"] + textual
  private static let ofTCP = ["certificate_days"] + textual
  private static let ofDNS = ["known_good"] + textual
  private static let ofSQL = ["rows", "json", "known_good"] + textual

  private static func matchers(of kind: StepKind.Word) -> [String]? {
    switch kind {
    case .run: ofRun
    case .http: ofHTTP
    case .tcp: ofTCP
    case .dns: ofDNS
    case .sql: ofSQL
    case .copy, .template, .manual, .approve, .decide, .reboot, .wait, .notify, .isolation: nil
    }
  }

  /// What holds a value is only known, and then judged, when the step runs.
  private static func contents(of expectation: Expectation) -> [Diagnostic] {
    let patterns = expectation.matches.filter(isFixed).flatMap { Pattern.compile($0).1 }
    let bounds = bound(expectation.lines) + bound(expectation.rows) + bound(expectation.certificateDays)
    return patterns + bounds + expectation.json.flatMap { JSONPath.parse($0.path).1 }
  }

  private static func bound(_ text: SourceText?) -> [Diagnostic] {
    guard let text, isFixed(text) else { return [] }
    return CountBound.parse(text).1
  }

  private static func isFixed(_ text: SourceText) -> Bool {
    !text.mayHoldNames || InterpolatedText.parse(text).0.names.isEmpty
  }
}
