internal import RunbookModel

/// One thing that was looked at in an archive, and whether it is as it should be.
struct EvidenceFinding: Hashable {
  enum State: String, JSONWritable {
    case holds
    case fails
    /// It can't be found out with what is there.
    case unknown
  }

  enum Subject: String, JSONWritable {
    case archive, files, manifest, journal, plan, attachments, logs, figures, signOffs = "sign-offs", signature
  }

  var state: State
  var subject: Subject
  var text: String

  init(_ state: State, _ subject: Subject, _ text: String) {
    self.state = state
    self.subject = subject
    // It may quote what somebody put into a hostile archive.
    self.text = DisplayText.clean(text)
  }
}

extension EvidenceFinding: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("state", state)
      json.member("subject", subject)
      json.member("text", text)
    }
  }
}
