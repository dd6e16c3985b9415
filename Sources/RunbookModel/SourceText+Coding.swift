/// As a diagnostic for programs has it; a plan keeps its places as `LocationText`.
extension SourceLocation: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("column", column)
      json.member("file", file)
      json.member("line", line)
    }
  }
}

/// The column of later lines is left out where it is that of the first, as in a script of one line.
extension SourceText: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.openObject()
    if continuationColumn != start.column { json.member("continuationColumn", continuationColumn) }
    json.member("start", at: start)
    json.member("text", text)
    json.member("turns", ifFilled: turns)
    json.closeObject()
  }
}

extension SourceText: Decodable {
  private enum Key: String, CodingKey { case continuationColumn, start, text, turns }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    let start = try values.location(.start)
    self.init(
      try values.decode(String.self, forKey: .text), start: start,
      continuationColumn: try values.decodeIfPresent(Int.self, forKey: .continuationColumn) ?? start.column,
      turns: try values.decodeIfPresent([Turn].self, forKey: .turns) ?? [])
  }
}

extension SourceText.Turn: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("column", column)
      json.member("line", line)
      json.member("offset", offset)
    }
  }
}

extension Name: JSONWritable {
  package func write(to json: inout JSONWriter) { json.text(text) }
}

extension StepID: JSONWritable {
  package func write(to json: inout JSONWriter) { json.text(runbook.text, dot: step.text) }
}
