package import RunbookModel

extension Prompt: JSONWritable {
  package func write(to json: inout JSONWriter) { json.object { writeMembers(to: &$0) } }

  func writeMembers(to json: inout JSONWriter) {
    json.member("choices", choices)
    json.member("number", number)
    json.member("question", question)
    json.member("refusal", ifAny: refusal)
    json.member("step", step)
    json.member("subject", subject)
    json.member("terms", ifAny: terms)
  }
}

extension PromptTerms: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("contact", ifAny: contact)
      json.member("count", count)
      json.member("excluded", ifAny: excluded)
      json.member("facts", ifFilled: facts)
      json.member("fields", ifFilled: fields)
      json.member("onTimeout", onTimeout)
      json.member("options", ifFilled: options)
      json.member("remind", ifAny: remind)
      json.member("role", ifAny: role)
      json.member("timeout", ifAny: timeout)
    }
  }
}

extension PromptFact: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("name", name)
      json.member("value", value)
    }
  }
}

extension PromptAnswer: JSONWritable {
  package func write(to json: inout JSONWriter) { json.object { writeMembers(to: &$0) } }

  func writeMembers(to json: inout JSONWriter) {
    json.member("by", by)
    json.member("change", ifAny: change)
    json.member("choice", choice)
    json.member("evidence", ifFilled: evidence)
    json.member("fields", ifFilled: fields)
    json.member("option", ifAny: option)
    json.member("prompt", prompt)
    json.member("reason", ifAny: reason)
  }
}

extension FieldValue: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("name", name)
      json.member("value", value)
    }
  }
}

extension Evidence: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("bytes", bytes)
      json.member("field", ifAny: field)
      json.member("name", name)
      json.member("path", path)
      json.member("sha256", sha256)
    }
  }
}

extension RunID: JSONWritable {
  package func write(to json: inout JSONWriter) { json.text(text) }
}

extension Prompt.Subject: JSONWritable {}
extension Choice: JSONWritable {}
