internal import Expressions
internal import KnownGood

/// Answers and their differences as a person sees them.
enum AnswerWording {
  /// How many lines of an answer are shown.
  private static let mostLines = 8

  static func beginning(of file: KnownGoodFile) -> [String] {
    let lines = LineDifference.lines(of: file.answer.body)
    let shown = lines.prefix(mostLines).map { "  | " + Excerpt.line($0, limit: 100) }
    return lines.count > mostLines ? shown + ["  | … and \(lines.count - mostLines) more lines"] : shown
  }

  static func indented(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
  }

  static func print(_ lines: [String]) { Output.line(lines.map(TerminalText.harmless).joined(separator: "\n")) }

  /// An answer without anything in it equals that of a service without data.
  static func warning(_ file: KnownGoodFile) -> [String] {
    file.answer.count == 0 ? ["  WARNING: the answer is empty, as that of a service without data would be"] : []
  }
}
