internal import RunbookModel

/// Cuts a text at its `{{ … }}`; after a fault it goes on behind it, so that one reading finds them all.
struct InterpolationParser {
  private let scalars: [Unicode.Scalar]
  private var walker: SourceWalker
  private var offset = 0
  private var literal = String.UnicodeScalarView()
  private(set) var segments: [InterpolatedText.Segment] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ source: SourceText) {
    scalars = Array(source.text.unicodeScalars)
    walker = SourceWalker(source, scalars: scalars)
  }

  mutating func parse() {
    while offset < scalars.count {
      if pair("{", at: offset) {
        readBraces()
      } else {
        let end = scalars[offset...].dropFirst().firstIndex(of: "{") ?? scalars.endIndex
        literal.append(contentsOf: scalars[offset..<end])
        offset = end
      }
    }
    endLiteral()
  }

  /// Our names that stand in braces anywhere in a script, whether or not the braces are well formed.
  mutating func reservedNames() -> [(name: ValueName, location: SourceLocation)] {
    var names: [(name: ValueName, location: SourceLocation)] = []
    while offset < scalars.count {
      guard pair("{", at: offset) else {
        offset += 1
        continue
      }
      while offset < scalars.count, scalars[offset] == "{" || scalars[offset] == "&" { offset += 1 }
      let start = pastSpace(offset)
      let (parts, end) = NameReader.parts(of: scalars, from: start)
      offset = max(offset, end)
      if let name = try? NameReader(inCondition: true).name(parts) {
        names.append((name, walker.location(at: start)))
      }
    }
    return names
  }

  private mutating func readBraces() {
    let opening = offset
    do throws(NameReader.Problem) {
      let start = pastSpace(opening + 2)
      let end = try readContent(from: start, opening: opening)
      let closing = pastSpace(end)
      guard pair("}", at: closing) else { throw unclosed(opening: opening, at: closing) }
      offset = closing + 2
    } catch {
      report(error)
      offset = recovery(from: opening + 2)
    }
  }

  /// Takes what stands in the braces as a segment, and gives the offset behind it.
  private mutating func readContent(from start: Int, opening: Int) throws(NameReader.Problem) -> Int {
    if start < scalars.count, scalars[start] == "\"" || scalars[start] == "'" {
      do throws(QuotedText.Problem) {
        let (text, end) = try QuotedText.read(scalars, from: start)
        literal.append(contentsOf: text.unicodeScalars)
        return end
      } catch {
        throw NameReader.Problem(message: error.message, offset: error.offset, hint: error.hint)
      }
    }
    let (parts, end) = NameReader.parts(of: scalars, from: start)
    if end == start {
      guard pair("}", at: start) else { throw unclosed(opening: opening, at: start, missing: "a name") }
      let hint = #"write a name such as inputs.NAME, or {{ "{{" }} for two literal braces"#
      throw NameReader.Problem(message: "a name is missing between the braces", offset: start, hint: hint)
    }
    let name = try NameReader(inCondition: false).name(parts)
    endLiteral()
    segments.append(.name(name, location: walker.location(at: start)))
    return end
  }

  private func unclosed(opening: Int, at offset: Int, missing: String = "}}") -> NameReader.Problem {
    let closed = closing(from: offset) != nil
    guard closed, offset < scalars.count else {
      return NameReader.Problem(
        message: "{{ is never closed", offset: opening,
        hint: #"end it with }}, or write {{ "{{" }} for two literal braces"#)
    }
    return NameReader.Problem(
      message: "\(missing) is expected here, not \(String(scalars[offset]).debugDescription)", offset: offset, hint: nil
    )
  }

  /// Behind the `}}` that belongs to a faulty `{{`, or right behind the braces where there is none.
  private func recovery(from start: Int) -> Int { closing(from: start).map { $0 + 2 } ?? start }

  /// The next `}}` that comes before another `{{`.
  private func closing(from start: Int) -> Int? {
    var offset = start
    while offset + 1 < scalars.count {
      if pair("}", at: offset) { return offset }
      if pair("{", at: offset) { return nil }
      offset += 1
    }
    return nil
  }

  private mutating func report(_ problem: NameReader.Problem) {
    diagnostics.append(Diagnostic(.error, problem.message, at: walker.location(at: problem.offset), hint: problem.hint))
  }

  private mutating func endLiteral() {
    guard !literal.isEmpty else { return }
    segments.append(.literal(String(literal)))
    literal = String.UnicodeScalarView()
  }

  private func pair(_ brace: Unicode.Scalar, at offset: Int) -> Bool {
    offset + 1 < scalars.count && scalars[offset] == brace && scalars[offset + 1] == brace
  }

  private func pastSpace(_ start: Int) -> Int {
    var offset = start
    while offset < scalars.count, scalars[offset].properties.isWhitespace { offset += 1 }
    return offset
  }
}
