internal import RunbookModel

/// One pure function for each matcher of `expect:`; nil means that it holds.
package enum Matchers {
  /// Without any accepted status, 0 alone is.
  package static func exit(_ accepted: [Int], _ observation: Observation) -> Mismatch? {
    let accepted = accepted.isEmpty ? [0] : accepted
    guard let exit = observation.exit else {
      return Mismatch(matcher: "exit", expected: list(accepted), observed: "no exit status")
    }
    return accepted.contains(exit) ? nil : Mismatch(matcher: "exit", expected: list(accepted), observed: "\(exit)")
  }

  package static func status(_ accepted: [StatusPattern], _ observation: Observation) -> Mismatch? {
    let observed = observation.status.map(String.init) ?? "no answer"
    if let status = observation.status, accepted.contains(where: { $0.holds(for: status) }) { return nil }
    return Mismatch(matcher: "status", expected: list(accepted), observed: observed)
  }

  /// Compares bytes: no case is ignored and nothing is normalised.
  package static func contains(_ text: String, _ observation: Observation) -> Mismatch? {
    guard !ByteSearch.contains(text, in: observation.output) else { return nil }
    let expected = "an output that contains \(Excerpt.quoted(text))"
    return Mismatch(matcher: "contains", expected: expected, observed: shown(observation))
  }

  package static func matches(_ pattern: Pattern, _ observation: Observation) -> Mismatch? {
    let expected = "an output that matches \(Excerpt.line(pattern.text))"
    do throws(PatternError) {
      guard try !pattern.matches(in: observation.output) else { return nil }
      return Mismatch(matcher: "matches", expected: expected, observed: shown(observation))
    } catch {
      return Mismatch(matcher: "matches", expected: expected, observed: error.description)
    }
  }

  /// One line feed at the end of either text doesn't count: commands write it, and authors leave it out.
  package static func equals(_ text: String, _ observation: Observation) -> Mismatch? {
    let output = withoutLastLineFeed(observation.output)
    let text = withoutLastLineFeed(text)
    let expected = "an output that equals \(Excerpt.quoted(text))"
    guard !observation.outputIsCut else {
      return Mismatch(matcher: "equals", expected: expected, observed: "more output than could be kept")
    }
    guard !output.utf8.elementsEqual(text.utf8) else { return nil }
    let isSmall = [text, output].allSatisfy { !$0.utf8.contains(10) && $0.utf8.count <= 80 }
    let observed =
      isSmall ? Excerpt.quoted(output) : LineDifference.between(expected: text, observed: output)
    return Mismatch(matcher: "equals", expected: expected, observed: observed)
  }

  /// Counts lines as `wc -l` does, and a last one without a line feed, too.
  package static func lines(_ bound: CountBound, _ observation: Observation) -> Mismatch? {
    let count = LineDifference.lines(of: observation.output).count
    if observation.outputIsCut {
      if bound.most == nil, count > bound.least { return nil }
      return Mismatch(
        matcher: "lines", expected: "\(bound) lines", observed: "more output than could be kept, \(count) lines of it")
    }
    return bound.holds(for: count) ? nil : Mismatch(matcher: "lines", expected: "\(bound) lines", observed: "\(count)")
  }

  package static func rows(_ bound: CountBound, _ observation: Observation) -> Mismatch? {
    let count = observation.table?.rows.count
    if observation.outputIsCut {
      if bound.most == nil, let count, count > bound.least { return nil }
      return Mismatch(matcher: "rows", expected: "\(bound) rows", observed: "more rows than could be kept")
    }
    if let count, bound.holds(for: count) { return nil }
    return Mismatch(matcher: "rows", expected: "\(bound) rows", observed: count.map(String.init) ?? "no answer")
  }

  /// The name in any case; where a header came several times, one of them must be equal.
  package static func header(_ name: String, equals value: String, _ observation: Observation) -> Mismatch? {
    let found = observation.headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    if found.contains(where: { $0.utf8.elementsEqual(value.utf8) }) { return nil }
    let observed = found.isEmpty ? "no such header" : found.map { Excerpt.quoted($0) }.joined(separator: ", ")
    return Mismatch(matcher: "headers", expected: "\(name): \(Excerpt.quoted(value))", observed: observed)
  }

  package static func certificateDays(_ bound: CountBound, _ observation: Observation) -> Mismatch? {
    if let days = observation.certificateDays, bound.holds(for: days) { return nil }
    let observed = observation.certificateDays.map { "\($0) days" } ?? "no certificate"
    return Mismatch(matcher: "certificate_days", expected: "\(bound) days left", observed: observed)
  }

  /// `limit` itself is too slow.
  package static func firstByte(within limit: Duration, _ observation: Observation) -> Mismatch? {
    if let time = observation.firstByte, time < limit { return nil }
    let observed = observation.firstByte?.runbookText ?? "no answer"
    return Mismatch(matcher: "first_byte", expected: "less than \(limit.runbookText)", observed: observed)
  }

  /// `limit` itself is too slow.
  package static func fasterThan(_ limit: Duration, _ observation: Observation) -> Mismatch? {
    guard observation.elapsed >= limit else { return nil }
    let observed = observation.elapsed.runbookText
    return Mismatch(matcher: "faster_than", expected: "less than \(limit.runbookText)", observed: observed)
  }

  private static func withoutLastLineFeed(_ text: String) -> String {
    text.utf8.last == 10 ? String(Substring(text.utf8.dropLast())) : text
  }

  private static func list(_ values: [some Any]) -> String {
    values.map { "\($0)" }.joined(separator: " or ")
  }

  private static func shown(_ observation: Observation) -> String {
    guard !observation.output.isEmpty else { return "no output" }
    let lines = LineDifference.lines(of: observation.output)
    let head = lines.prefix(10).map { Excerpt.line($0) }
    let more = lines.count > 10 ? ["… and \(lines.count - 10) more lines"] : []
    let cut = observation.outputIsCut ? ["… and more output than could be kept"] : []
    return (head + more + cut).joined(separator: "\n")
  }
}
