/// Finds the tags of a template, so that their names can be held against the values, and errors get a place.
struct TemplateParser {
  /// The most sections within one another; the library reads them by recursion.
  private static let deepest = 50

  private let file: String
  private let scalars: [Unicode.Scalar]
  private var offset = 0
  private var line = 1
  private var column = 1
  private var open: [Frame] = []
  private var current: [TemplateNode] = []

  /// A section that has not been closed, and what came before it.
  private struct Frame {
    var name: TagName
    var inverted: Bool
    var before: [TemplateNode]
  }

  init(text: String, file: String) {
    self.file = file
    scalars = Array(text.unicodeScalars)
  }

  consuming func nodes() throws(TemplateError) -> [TemplateNode] {
    var parser = self
    return try parser.parse()
  }

  private mutating func parse() throws(TemplateError) -> [TemplateNode] {
    while offset < scalars.count {
      if starts(with: "{{") { try takeTag() } else { step() }
    }
    if let frame = open.last {
      throw frame.name.error("the section \"\(frame.name.text)\" is never closed", file: file)
    }
    return current
  }

  private mutating func takeTag() throws(TemplateError) {
    var name = TagName(text: "", line: line, column: column)
    step(2)
    while offset < scalars.count, !starts(with: "}}") {
      name.text.unicodeScalars.append(scalars[offset])
      step()
    }
    guard offset < scalars.count else { throw name.error("{{ is never closed", file: file) }
    step(2)
    try take(name)
  }

  private mutating func take(_ tag: TagName) throws(TemplateError) {
    guard let mark = tag.text.unicodeScalars.first else { throw tag.error("{{}} names nothing", file: file) }
    var name = tag
    switch mark {
    case "!": return
    case "#", "^", "/": name.text = Self.trimmed(tag.text.dropFirst())
    case "{", "&":
      throw tag.error("a value can't be inserted raw; write {{\(Self.trimmed(tag.text.dropFirst()))}}", file: file)
    case ">", "=", "<", "$", "%", "*":
      throw tag.error("partials, pragmas and other delimiters are not known here", file: file)
    default: name.text = Self.trimmed(tag.text[...])
    }
    try check(name)
    switch mark {
    case "#", "^":
      guard open.count < Self.deepest else {
        throw name.error("sections stand more than \(Self.deepest) deep in one another", file: file)
      }
      open.append(Frame(name: name, inverted: mark == "^", before: current))
      current = []
    case "/": try close(name)
    default: current.append(.name(name))
    }
  }

  private mutating func close(_ name: TagName) throws(TemplateError) {
    guard let frame = open.popLast(), frame.name.text == name.text else {
      throw name.error("\"\(name.text)\" is closed but not open here", file: file)
    }
    current = frame.before + [.section(frame.name, inverted: frame.inverted, nodes: current)]
  }

  /// Names that the library reads otherwise than this parser would go unchecked, so only plain ones are let through.
  private func check(_ name: TagName) throws(TemplateError) {
    let parts = name.text.split(separator: ".", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { part in
      !part.isEmpty
        && part.unicodeScalars.allSatisfy { scalar in
          ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
            || scalar == "_" || scalar == "-"
        }
    }
    guard isPlain || name.text == "." else {
      throw name.error(
        "\"\(name.text)\" is not a name; names are made of letters, digits, _ and -, with a full stop between two",
        file: file)
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.trimmingPrefix(while: \.isWhitespace).reversed().trimmingPrefix(while: \.isWhitespace).reversed())
  }

  private func starts(with word: String) -> Bool { scalars[offset...].starts(with: word.unicodeScalars) }

  private mutating func step(_ count: Int = 1) {
    for _ in 0..<count {
      if scalars[offset] == "\n" {
        line += 1
        column = 1
      } else {
        column += 1
      }
      offset += 1
    }
  }
}
