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
  }
}

extension PromptAnswer: JSONWritable {
  package func write(to json: inout JSONWriter) { json.object { writeMembers(to: &$0) } }

  func writeMembers(to json: inout JSONWriter) {
    json.member("by", by)
    json.member("choice", choice)
    json.member("prompt", prompt)
    json.member("reason", ifAny: reason)
  }
}

extension Operator: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("attested", ifAny: attested)
      json.member("user", user)
    }
  }
}

extension RunID: JSONWritable {
  package func write(to json: inout JSONWriter) { json.text(text) }
}

extension Prompt.Subject: JSONWritable {}
extension Choice: JSONWritable {}
