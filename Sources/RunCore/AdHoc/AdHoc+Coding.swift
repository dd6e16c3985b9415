package import RunbookModel

/// A list of words, or one text for a script.
extension AdHocCommand: Decodable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .script(text)
    } else {
      self = .arguments(try container.decode([String].self))
    }
  }
}

extension AdHocCommand: JSONWritable {
  package func write(to json: inout JSONWriter) {
    switch self {
    case .arguments(let words): json.array(words)
    case .script(let text): json.text(text)
    }
  }
}

extension AdHocRequest: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("by", by)
      json.member("command", command)
      json.member("host", ifAny: host)
      json.member("id", id)
      json.member("reason", ifAny: reason)
      json.member("requested", requested)
    }
  }
}

extension AdHocIntent {
  func writeMembers(to json: inout JSONWriter) {
    json.member("attempt", attempt)
    json.member("destination", ifAny: destination)
    json.member("request", request)
  }
}

extension AdHocEnd {
  func writeMembers(to json: inout JSONWriter) {
    json.member("attempt", attempt)
    json.member("observedLate", observedLate)
    json.member("report", report)
  }
}

extension AdHocRefusal {
  func writeMembers(to json: inout JSONWriter) {
    json.member("reason", reason)
    json.member("request", request)
  }
}
