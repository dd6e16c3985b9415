internal import RunCore
internal import RunbookModel

/// An open question as lines for a person.
struct QuestionText {
  let question: OpenQuestion
  let width: Int

  private static let mostLines = 100

  /// Everything, with the commands that answer it.
  var lines: [String] { [heading] + body + waysBlock(question.ways) }

  /// The same for a run that nobody has in hand.
  var closingLines: [String] { [heading] + body + waysBlock(question.waysOfResuming) }

  private var heading: String {
    let prompt = question.prompt
    return "Question \(prompt.number)  \(prompt.step)  (\(question.kind), \(asked))"
  }

  private var asked: String {
    question.waited < .seconds(1) ? "asked just now" : "asked \(question.waited.roundedText) ago"
  }

  private var body: [String] {
    let text = question.prompt.question.split(whereSeparator: \.isNewline)
      .flatMap { WrappedText.lines(String($0), width: max(20, width - 2), most: Self.mostLines) }.map { "  \($0)" }
    let table = Self.table(facts) + Self.table(terms)
    return text + (table.isEmpty ? [] : [""] + table)
  }

  private var facts: [(String, String)] { (question.prompt.terms?.facts ?? []).map { ($0.name, $0.value) } }

  private var terms: [(String, String)] {
    let fields = (question.prompt.terms?.fields ?? []).map { "\($0.name) (\(FieldReading.hint($0.type)))" }
    let rows: [(String, String?)] = [
      ("to report", fields.isEmpty ? nil : fields.joined(separator: ", ")),
      ("who may answer", question.who), ("approvals", question.approvals), ("but", question.excluded),
      ("times out", question.timing), ("answered", question.answered),
    ]
    return rows.compactMap { name, value in value.map { (name, $0) } }
  }

  private static func table(_ rows: [(String, String)]) -> [String] {
    let clean = rows.map { (DisplayText.clean($0.0), DisplayText.clean($0.1)) }
    let longest = clean.map { DisplayWidth.of($0.0) }.max() ?? 0
    return clean.map { name, value in
      "  \(name)\(String(repeating: " ", count: longest - DisplayWidth.of(name)))   \(value)"
    }
  }

  private func waysBlock(_ ways: [AnswerWay]) -> [String] {
    guard question.answered == nil else { return [] }
    return [""] + ways.flatMap { ["  \(DisplayText.clean($0.words)):", "    \($0.command)"] }
  }
}

extension OpenQuestion: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("answers", ways)
      json.member("approvals", ifFilled: record.approvals.map(\.word.by))
      json.member("asked", record.opened.wall.text(fractionDigits: 3))
      json.member("left", ifAny: left.map { max(.zero, $0).runbookText })
      json.member("people", ifFilled: people)
      json.member("prompt", prompt)
      json.member("waited", waited.runbookText)
      json.member("waiting", ifFilled: waiting)
    }
  }
}

extension AnswerWay: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("choice", choice)
      json.member("command", command)
      json.member("words", words)
    }
  }
}
