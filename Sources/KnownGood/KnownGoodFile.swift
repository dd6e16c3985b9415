internal import Digests
internal import Expressions
package import RunbookModel

/// A recorded answer with what is known of it: where it came from, by whom, and to which question.
package struct KnownGoodFile: Hashable, Sendable {
  /// The first line's value; the number grows when files of an earlier kind can't be read any more.
  package static let format = "halfhour known-good 1"
  /// The most bytes that a file may have: the longest answer that is compared, and its heading.
  package static let largest = 4 << 20

  /// The check that was asked, `runbook.step`.
  package var check: String
  package var kind: StepKind.Word
  /// When, in RFC 3339 with the offset.
  package var recorded: String
  /// Where the answer came from, in words.
  package var from: String
  package var by: String
  /// The command that recorded it.
  package var command: String
  /// The digest of the question, which tells whether the check has changed since.
  package var question: String
  package var answer: KnownAnswer

  package init(
    check: String, kind: StepKind.Word, recorded: String, from: String, by: String, command: String, question: String,
    answer: KnownAnswer
  ) {
    self.check = check
    self.kind = kind
    self.recorded = recorded
    self.from = from
    self.by = by
    self.command = command
    self.question = question
    self.answer = answer
  }

  /// The whole file.
  package var text: String {
    let body = answer.body
    let heading: [(String, String)] = [
      ("format", Self.format), ("check", check), ("kind", kind.rawValue), ("recorded", recorded), ("from", from),
      ("by", by), ("command", command), ("question", question), ("answer", SHA256Digest(of: body).description),
    ]
    return heading.map { "\($0): \(Self.oneLine($1))\n" }.joined() + "---\n" + body
  }

  /// The day on which it was recorded.
  package var day: String { String(recorded.prefix(10)) }

  /// A value of the heading can't leave its line.
  private static func oneLine(_ value: String) -> String {
    let line = Excerpt.line(value, limit: 1_000)
    return line.isEmpty ? "unknown" : line
  }
}
