package import RunbookModel

extension Note: JSONWritable {
  package func write(to json: inout JSONWriter) { json.object { writeMembers(to: &$0) } }

  func writeMembers(to json: inout JSONWriter) {
    json.member("by", by)
    json.member("finding", ifAny: finding)
    json.member("number", number)
    json.member("text", text)
    json.member("told", ifAny: told)
  }
}

extension FindingTerms: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("due", ifAny: due)
      json.member("owner", ifAny: owner)
      json.member("severity", severity)
    }
  }
}

extension FindingChange: JSONWritable {
  package func write(to json: inout JSONWriter) { json.object { writeMembers(to: &$0) } }

  func writeMembers(to json: inout JSONWriter) {
    json.member("by", by)
    json.member("finding", finding)
    json.member("reason", ifAny: reason)
    json.member("status", status)
    json.member("told", ifAny: told)
  }
}

extension CarriedFinding: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("note", note)
      json.member("noted", noted)
      json.member("run", run)
      json.member("status", status)
    }
  }
}

extension Participation: JSONWritable {
  package func write(to json: inout JSONWriter) { json.object { writeMembers(to: &$0) } }

  func writeMembers(to json: inout JSONWriter) {
    json.member("by", by)
    json.member("person", person)
    json.member("presence", presence)
    json.member("roles", roles)
    json.member("told", ifAny: told)
  }
}

extension SentUpdate: JSONWritable {
  package func write(to json: inout JSONWriter) { json.object { writeMembers(to: &$0) } }

  func writeMembers(to json: inout JSONWriter) {
    json.member("about", about)
    json.member("attempts", attempts)
    json.member("channel", channel)
    json.member("problem", ifAny: problem)
    json.member("text", text)
  }
}

extension FindingStatus: JSONWritable {}
extension Participation.Presence: JSONWritable {}
