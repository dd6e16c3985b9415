internal import RunbookModel

/// Mistakes in single characters and texts.
extension SyntaxError {
  /// `{{ x }}` at the start of a value, on the line where reading stopped or where the broken construct began.
  func unquotedBraces() -> Diagnostic? {
    for line in [mark.line, origin.line] {
      let text = Array(source.text(ofLine: line).unicodeScalars)
      guard let column = Self.unquotedBraces(in: text), line != mark.line || column <= mark.column else { continue }
      return Self.unquotedBraces(
        at: location(Mark(line: line, column: column)),
        example: Self.string(text[column..<Self.valueEnd(in: text, from: column)]))
    }
    return nil
  }

  /// Where an unquoted value ends: before a comment, and inside brackets before a comma or the closing bracket.
  static func valueEnd(in line: [Unicode.Scalar], from start: Int) -> Int {
    let isInBrackets = line[..<start].contains { $0 == "{" || $0 == "[" }
    var open = 0
    var end = start
    while end < line.count {
      if line[end] == "{" || line[end] == "[" { open += 1 }
      if line[end] == "}" || line[end] == "]" { open -= 1 }
      if isInBrackets, open < 0 || open == 0 && line[end] == "," { break }
      if line[end] == "#", line[end - 1] == " " { break }
      end += 1
    }
    while line[end - 1].properties.isWhitespace { end -= 1 }
    return end
  }

  /// The column of the first `{{` that follows a key or dash rather than other text or an open quote.
  static func unquotedBraces(in line: [Unicode.Scalar]) -> Int? {
    var before: Unicode.Scalar = ":"
    var (singles, doubles) = (0, 0)
    for (column, scalar) in line.enumerated() {
      if scalar == "{", column + 1 < line.count, line[column + 1] == "{", ":-[,".unicodeScalars.contains(before),
        singles.isMultiple(of: 2), doubles.isMultiple(of: 2)
      {
        return column
      }
      if scalar == "'" { singles += 1 }
      if scalar == "\"" { doubles += 1 }
      if scalar != " " { before = scalar }
    }
    return nil
  }

  func tabIndentation() -> Diagnostic? {
    let isInQuotes = context == "while scanning a quoted scalar"
    for line in Set([mark.line, origin.line]).sorted(by: >) where !isInQuotes {
      let text = source.text(ofLine: line).unicodeScalars
      let indentation = text.prefix { $0 == " " || $0 == "\t" }
      guard let column = Array(indentation).firstIndex(of: "\t"), indentation.count < text.count else { continue }
      return Diagnostic(
        .error,
        "a tab is used for indentation", at: location(Mark(line: line, column: column)),
        hint: "YAML takes spaces only; replace the tab by spaces")
    }
    return nil
  }

  func scannerMistake() -> Diagnostic? {
    switch problem {
    case "found character that cannot start any token":
      return badFirstCharacter()
    case "did not find expected alphabetic or numeric character":
      let sign = context.hasSuffix("anchor") ? "&" : "*"
      return Diagnostic(
        .error,
        "a text that begins with \(sign) must stand in quotes", at: location(origin),
        hint: "put the whole text in quotes")
    case "did not find expected comment or line break" where context == "while scanning a block scalar":
      return Diagnostic(
        .error,
        "text follows the | or > on its line", at: location(mark),
        hint: "begin the text on the next line, indented; to begin a short text with | or >, put it in quotes")
    case "found an indentation indicator equal to 0":
      return Diagnostic(.error, "a block can't be indented by 0", at: location(mark), hint: "delete the 0")
    case "found a tab character where an indentation space is expected",
      "found a tab character that violates indentation":
      return Diagnostic(
        .error,
        "a tab is used for indentation", at: location(mark), hint: "YAML takes spaces only; replace the tab by spaces")
    case "found undefined tag handle":
      return Self.tag(at: location(mark))
    default:
      return ["while scanning a tag", "while parsing a tag"].contains(context) ? Self.tag(at: location(origin)) : nil
    }
  }

  private func badFirstCharacter() -> Diagnostic {
    guard let character = character(at: mark) else { return fileEnds() }
    switch character {
    case "\t":
      return Diagnostic(
        .error,
        "a tab stands where a value or a key should begin", at: location(mark), hint: "replace the tab by spaces")
    case "|", ">":
      return Diagnostic(
        .error,
        "a block of text (\(character)) can't stand inside brackets", at: location(mark),
        hint: "put the text in quotes, or write the mapping on lines of its own")
    default:
      return Diagnostic(
        .error,
        "a text can't begin with \(character)", at: location(mark), hint: "put the whole text in quotes")
    }
  }

  static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
}
