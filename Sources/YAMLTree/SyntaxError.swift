internal import CLibYAML
internal import RunbookModel

/// What libyaml says when it gives up, and its translation for a person who is tired.
struct SyntaxError {
  /// A place as libyaml counts it: line and column from 0.
  struct Mark: Equatable {
    var line: Int
    var column: Int

    init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }

    init(_ position: SourcePosition) { self.init(line: Int(position.line) - 1, column: Int(position.column) - 1) }
  }

  let problem: String
  let mark: Mark
  let context: String
  let contextMark: Mark?
  var source: SourceBytes

  init(_ parser: UnsafeMutablePointer<yaml_parser_t>, source: SourceBytes) {
    problem = parser.pointee.problem.map { String(cString: $0) } ?? "there isn't enough memory to read the file"
    context = parser.pointee.context.map { String(cString: $0) } ?? ""
    mark = Mark(source.position(of: parser.pointee.problem_mark))
    contextMark = parser.pointee.context == nil ? nil : Mark(source.position(of: parser.pointee.context_mark))
    self.source = source
  }

  func diagnostic() -> Diagnostic {
    unquotedBraces() ?? tabIndentation() ?? scannerMistake() ?? quoteMistake() ?? structureMistake()
      ?? Diagnostic(.error, "this isn't YAML: \(problem)", at: location(mark), notes: contextNotes())
  }

  func location(_ mark: Mark) -> SourceLocation {
    SourceLocation(file: source.file, line: mark.line + 1, column: mark.column + 1)
  }

  /// The place to which libyaml's complaint belongs: where the construct began, if that is known.
  var origin: Mark { contextMark ?? mark }

  /// The character at the mark; nil at the end of the file.
  func character(at mark: Mark) -> Unicode.Scalar? {
    Array(source.text(ofLine: mark.line).unicodeScalars.dropFirst(mark.column)).first
  }

  func contextNotes() -> [Diagnostic.Note] {
    guard let contextMark, contextMark != mark else { return [] }
    let what =
      switch context {
      case "while parsing a block mapping": "the mapping that this line should belong to begins here"
      case "while parsing a block collection": "the list that this line should belong to begins here"
      case "while parsing a flow mapping": "the { stands here"
      case "while parsing a flow sequence": "the [ stands here"
      case "while scanning a quoted scalar": "the quote opens here"
      case "while scanning a simple key": "the text begins here"
      default: "it begins here"
      }
    return [.init(what, at: location(contextMark))]
  }

  static func tag(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error,
      "tags (a ! in front of a value) aren't used here", at: location,
      hint: "delete the tag; a text that begins with ! must stand in quotes")
  }

  static func unquotedBraces(at location: SourceLocation, example: String) -> Diagnostic {
    Diagnostic(
      .error,
      "a text that begins with {{ must stand in quotes, because YAML reads { as the start of a mapping", at: location,
      hint: "write \(quoted(example))")
  }

  /// The text in the quotes that need no escaping, if there are any.
  static func quoted(_ text: String) -> String {
    if !text.contains("\"") && !text.contains("\\") { return "\"\(text)\"" }
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}
