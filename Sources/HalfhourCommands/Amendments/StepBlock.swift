internal import RunbookModel

/// The lines of a runbook that are one step, as an item of its phase's list.
struct StepBlock {
  /// Counts from 1: where the step's first key stands.
  let line: Int
  /// How many lines, the blank ones at the end left out.
  let count: Int
  /// How many scalars stand before its keys; on the first line a dash is among them.
  let indent: Int
  private let lines: [String]

  /// Nil where the step shares its line with others, so that its lines are not its own.
  init?(at location: SourceLocation, in text: String) {
    let lines = Self.lines(of: text)
    guard lines.indices.contains(location.line - 1) else { return nil }
    line = location.line
    indent = location.column - 1
    let before = lines[line - 1].unicodeScalars.prefix(indent)
    guard before.allSatisfy({ $0 == " " || $0 == "-" }) else { return nil }
    var count = 1
    for (offset, other) in lines[line...].enumerated() {
      if other.allSatisfy(\.isWhitespace) { continue }
      let depth = other.unicodeScalars.prefix { $0 == " " }.count
      // A comment further left stands between lines of the step, or no more belongs to it.
      if depth < indent, !other.drop(while: { $0 == " " }).hasPrefix("#") { break }
      if depth >= indent { count = offset + 2 }
    }
    self.count = count
    self.lines = lines
  }

  /// Without the indentation that its lines share; each line ends with a line feed.
  var text: String {
    lines[line - 1..<line - 1 + count].map { line in
      var rest = line.unicodeScalars[...]
      rest = rest.dropFirst(min(indent, line == lines[self.line - 1] ? indent : rest.prefix { $0 == " " }.count))
      return String(rest) + "\n"
    }.joined()
  }

  /// The whole runbook with another text in the step's place, filled up with comments to so many lines.
  func replaced(by text: String, lines most: Int = 0) -> String {
    var block = Self.lines(of: text)
    while block.last?.allSatisfy(\.isWhitespace) == true { block.removeLast() }
    let space = String(repeating: " ", count: indent)
    for place in block.indices where !block[place].isEmpty {
      let lead = place == 0 ? String(lines[line - 1].unicodeScalars.prefix(indent)) : space
      block[place] = lead + block[place]
    }
    if block.count < most { block += Array(repeating: "#", count: most - block.count) }
    return (lines[..<(line - 1)] + block + lines[(line - 1 + count)...]).joined(separator: "\n")
  }

  /// How many lines a text has once it stands in the step's place.
  static func count(of text: String) -> Int {
    let lines = lines(of: text)
    return (lines.lastIndex { !$0.allSatisfy(\.isWhitespace) } ?? -1) + 1
  }

  /// By bytes: a carriage return before a line feed would be one character with it.
  private static func lines(of text: String) -> [String] {
    text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
