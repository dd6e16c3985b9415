package import RunbookModel

/// A text with values to be filled in: `dump of {{ inputs.day }}`; a literal `{{` is written `{{ "{{" }}`.
package struct InterpolatedText: Hashable, Sendable {
  package enum Segment: Hashable, Sendable {
    case literal(String)
    case name(ValueName, location: SourceLocation)
  }

  package var segments: [Segment]

  /// Every name with its place, in the order of the text, repetitions included.
  package var names: [(name: ValueName, location: SourceLocation)] {
    segments.compactMap { segment in
      guard case .name(let name, let location) = segment else { return nil }
      return (name, location)
    }
  }

  /// The text with its values filled in once; braces within a value stay what they are.
  package func evaluate(_ value: (ValueName) -> String?) throws(UndefinedValue) -> String {
    var text = ""
    for segment in segments {
      switch segment {
      case .literal(let literal): text += literal
      case .name(let name, let location):
        guard let found = value(name) else { throw UndefinedValue(name: name, location: location) }
        text += found
      }
    }
    return text
  }

  /// Reads a text; a faulty `{{ … }}` is reported and left out, so the diagnostics are all there are.
  package static func parse(_ source: SourceText) -> (InterpolatedText, [Diagnostic]) {
    guard source.mayHoldNames else {
      return (InterpolatedText(segments: source.text.isEmpty ? [] : [.literal(source.text)]), [])
    }
    var parser = InterpolationParser(source)
    parser.parse()
    return (InterpolatedText(segments: parser.segments), parser.diagnostics)
  }

  /// Our own names within a script, where they are errors; other braces are left alone.
  package static func reservedNames(in source: SourceText) -> [(name: ValueName, location: SourceLocation)] {
    guard source.mayHoldNames else { return [] }
    var parser = InterpolationParser(source)
    return parser.reservedNames()
  }
}
