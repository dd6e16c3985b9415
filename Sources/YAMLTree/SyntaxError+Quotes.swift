internal import RunbookModel

/// Mistakes in quoted texts.
extension SyntaxError {
  func quoteMistake() -> Diagnostic? {
    guard context == "while scanning a quoted scalar" || context == "while parsing a quoted scalar" else {
      return textBehindQuote()
    }
    switch problem {
    case "found unexpected end of stream", "found unexpected document indicator":
      return Diagnostic(
        .error,
        "this quote is never closed", at: location(origin), hint: "add the closing quote",
        notes: mark == origin ? [] : [.init("reading stopped here", at: location(mark))])
    case "found unknown escape character":
      let escape = Array(source.text(ofLine: mark.line).unicodeScalars.dropFirst(mark.column).prefix(2))
      return Diagnostic(
        .error,
        "\(Self.string(escape[...])) isn't an escape that YAML knows", at: location(mark),
        hint: "double the backslash, or use single quotes, in which a backslash stands for itself")
    case "did not find expected hexdecimal number", "found invalid Unicode character escape code":
      return Diagnostic(
        .error,
        "this escape doesn't name a character", at: location(mark),
        hint: "write \\x with 2, \\u with 4 or \\U with 8 hexadecimal digits")
    default:
      return nil
    }
  }

  /// `"a" b`: something follows a closed quote on its line.
  private func textBehindQuote() -> Diagnostic? {
    guard problem.hasPrefix("did not find expected"), !context.contains("flow"),
      let last = lastCharacterBefore(mark)
    else { return nil }
    switch last {
    case "\"":
      return Diagnostic(
        .error,
        "text follows a closing quote", at: location(mark),
        hint: "put the whole text in quotes, with \\\" for a quote inside; or close an earlier quote",
        notes: contextNotes())
    case "'":
      return Diagnostic(
        .error,
        "text follows a closing quote", at: location(mark),
        hint: "put the whole text in quotes, with '' for a quote inside; or close an earlier quote",
        notes: contextNotes())
    case "}", "]":
      return Diagnostic(
        .error,
        "text follows a closing bracket", at: location(mark), hint: "put the whole text in quotes",
        notes: contextNotes())
    default:
      return nil
    }
  }

  /// The last character other than a space before the mark on its line.
  func lastCharacterBefore(_ mark: Mark) -> Unicode.Scalar? {
    source.text(ofLine: mark.line).unicodeScalars.prefix(mark.column).last { $0 != " " && $0 != "\t" }
  }
}
