package import RunbookModel

extension NoteSummary: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("at", at)
      json.member("changes", changes)
      json.member("note", note)
      json.member("status", ifAny: status)
    }
  }
}

extension FindingWord: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("at", at)
      json.member("change", change)
    }
  }
}

extension ParticipantSummary: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("person", person)
      json.member("presence", ifAny: presence)
      json.member("roles", roles)
      json.member("since", ifAny: since)
      json.member("wasPlanned", wasPlanned)
    }
  }
}

extension AmendmentSummary: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("amendment", amendment)
      json.member("at", at)
    }
  }
}

extension UpdateSummary: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("at", at)
      json.member("update", update)
    }
  }
}

extension ClockWord: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("at", at)
      json.member("stamp", stamp)
    }
  }
}
