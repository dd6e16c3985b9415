internal import RunbookModel

/// Mistakes in indentation, brackets and colons.
extension SyntaxError {
  func structureMistake() -> Diagnostic? {
    switch problem {
    case "mapping values are not allowed in this context":
      return strayColon()
    case "could not find expected ':'":
      return noColon(at: origin)
    case "did not find expected key" where character(at: mark) == ":":
      return Diagnostic(
        .error, "there is no key before this colon", at: location(mark), hint: "write \"key: value\"")
    case "did not find expected key":
      return Diagnostic(
        .error,
        "this line doesn't fit the mapping around it", at: location(mark),
        hint: "keys of one mapping begin in the same column; check the indentation here and on the line above",
        notes: contextNotes())
    case "did not find expected '-' indicator":
      return Diagnostic(
        .error,
        "another item of the list should stand here", at: location(mark),
        hint: "begin items with \"- \" in the same column, or indent this line less to end the list",
        notes: contextNotes())
    case "did not find expected ',' or ']'":
      return openBracket("[", closing: "]")
    case "did not find expected ',' or '}'":
      return openBracket("{", closing: "}")
    case "block sequence entries are not allowed in this context":
      return Diagnostic(
        .error,
        "a list can't begin behind its key on the same line", at: location(mark),
        hint: "begin it on the next line, or write [a, b]; if it is a text that begins with -, put it in quotes")
    case "mapping keys are not allowed in this context":
      return Diagnostic(
        .error, "a text that begins with ? must stand in quotes", at: location(mark),
        hint: "put the whole text in quotes")
    case "did not find expected <document start>"
    where mark.line > 0 && source.text(ofLine: mark.line - 1).hasPrefix("..."):
      return Self.secondDocument(at: location(mark))
    case "did not find expected <document start>":
      return Diagnostic(
        .error,
        "this line stands outside of what came before", at: location(mark),
        hint: "top-level keys all begin in the same column; check the indentation of the lines above")
    case "did not find expected node content" where character(at: mark) == nil:
      return fileEnds()
    case "did not find expected node content":
      return Diagnostic(
        .error,
        "a value is missing here", at: location(mark), hint: "if a text begins with this character, put it in quotes",
        notes: contextNotes())
    default:
      return nil
    }
  }

  /// `name: Restore: now`, or a mapping indented below a key that has a value already.
  private func strayColon() -> Diagnostic {
    let line = source.text(ofLine: mark.line)
    let before = line.unicodeScalars.prefix(mark.column)
    if let colon = Self.keyEnd(in: Array(before)) {
      let key = Self.string(Array(before)[...colon]).drop { $0 == " " }
      let value = Self.string(Array(line.unicodeScalars)[(colon + 1)...]).drop { $0 == " " }
      return Diagnostic(
        .error,
        "this text holds \": \", which YAML reads as another key", at: location(mark),
        hint: "put the text in quotes: \(key) \(Self.quoted(String(value)))")
    }
    if let keyless = keylessLineAbove() { return keyless }
    return Diagnostic(
      .error,
      "a key can't stand here", at: location(mark),
      hint: "the text above goes on in this line because it is indented; align the key with those above, "
        + "or put a text that holds \": \" in quotes")
  }

  /// A line above with the same indentation that is only text, so that YAML took both for one text.
  private func keylessLineAbove() -> Diagnostic? {
    guard mark.line > 0 else { return nil }
    let above = source.text(ofLine: mark.line - 1)
    let indentation = above.prefix { $0 == " " }.count
    guard indentation < above.count, !above.contains(":"),
      indentation == source.text(ofLine: mark.line).prefix(while: { $0 == " " }).count
    else { return nil }
    return noColon(at: Mark(line: mark.line - 1, column: indentation))
  }

  private func noColon(at mark: Mark) -> Diagnostic {
    Diagnostic(
      .error, "there is no \": \" behind the key", at: location(mark),
      hint: "write \"key: value\", \"- \" before an item of a list, or indent what belongs to the line above")
  }

  static func secondDocument(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "a second document begins here, but a file holds one", at: location,
      hint: "delete this line, or put what follows into a file of its own")
  }

  /// The first colon that a space follows.
  private static func keyEnd(in text: [Unicode.Scalar]) -> Int? {
    text.indices.first { text[$0] == ":" && $0 + 1 < text.count && text[$0 + 1] == " " }
  }

  func fileEnds() -> Diagnostic {
    Diagnostic(
      .error, "the file ends in the middle of a value", at: location(mark),
      hint: "is a bracket or a quote above not closed?", notes: contextNotes())
  }

  private func openBracket(_ opening: String, closing: String) -> Diagnostic {
    guard mark.line != origin.line else {
      return Diagnostic(
        .error,
        "\",\" or \"\(closing)\" is missing here", at: location(mark),
        hint: "a text that holds a comma, a bracket or \": \" must stand in quotes inside brackets",
        notes: contextNotes())
    }
    return Diagnostic(
      .error,
      "this \(opening) is never closed", at: location(origin), hint: "add the \(closing)",
      notes: [.init("\",\" or \"\(closing)\" is missing before this", at: location(mark))])
  }
}
