import Expressions
import RunbookModel

/// A text with braces is read, or its faults are located; printed and read again it is the same, and values go in once.
enum InterpolationTarget: FuzzTarget {
  static func run(_ bytes: [UInt8]) {
    let source = SourceText(fuzzed: String(decoding: bytes, as: UTF8.self))
    let places = FilePlaces(text: source.text)
    let (text, diagnostics) = InterpolatedText.parse(source)
    places.check(diagnostics, contents: source.text)
    for (name, location) in text.names + InterpolatedText.reservedNames(in: source) {
      demand(places.contains(location), "\(name) stands at a place in the text: \(location)")
    }
    if !source.text.contains("{{") {
      demand(parts(of: text) == (source.text.isEmpty ? [] : [source.text]), "a text without braces stays as it is")
    }
    checkValues(of: text)
    checkPrinting(of: text, source)
  }

  /// A value that looks like a name is not read again, and a missing one is an error at the name.
  private static func checkValues(of text: InterpolatedText) {
    let value = "{{ inputs.x }}}}\u{301}"
    let expected = text.segments.reduce(into: "") { result, segment in
      if case .literal(let literal) = segment { result += literal } else { result += value }
    }
    do throws(UndefinedValue) {
      let result = try text.evaluate { _ in value }
      demand(result.utf8.elementsEqual(expected.utf8), "values go in once: \(result)")
      _ = try text.evaluate { _ in nil }
      demand(text.names.isEmpty, "a missing value is an error")
    } catch {
      demand(error.location == text.names.first?.location, "the first missing value is the one that is told")
    }
  }

  private static func checkPrinting(of text: InterpolatedText, _ source: SourceText) {
    let printed = text.segments.map { segment in
      switch segment {
      case .literal(let literal): "{{ \(SourceText.quoted(literal)) }}"
      case .name(let name, _): "{{ \(name) }}"
      }
    }.joined()
    let (again, faults) = InterpolatedText.parse(SourceText(fuzzed: printed))
    demand(faults.isEmpty, "what was printed is read again: \(printed) \(faults)")
    demand(
      parts(of: again).elementsEqual(parts(of: text), by: { $0.utf8.elementsEqual($1.utf8) }), "the same: \(printed)")
  }

  private static func parts(of text: InterpolatedText) -> [String] {
    text.segments.map { segment in
      switch segment {
      case .literal(let literal): literal
      case .name(let name, _): "\u{0}\(name)"
      }
    }
  }
}
