package import RunbookModel

/// How long a question waited for a person, and what the person said.
package struct PromptSummary: Hashable, Sendable {
  package var prompt: Prompt
  package var opened: Moment
  @DurationText package var waited: Duration
  package var answer: PromptAnswer?
  package var isOpen: Bool
  /// Each approval with its time; one alone, too.
  package var approvals: [GivenApproval]
  /// Nobody answered in time.
  package var hasExpired: Bool

  init(of record: PromptRecord, at now: Moment) {
    prompt = record.prompt
    opened = record.opened
    _waited = DurationText(wrappedValue: (record.closed ?? now).elapsed - record.opened.elapsed)
    answer = record.answer
    isOpen = record.isOpen
    approvals = record.approvals.map { GivenApproval(by: $0.word.by, reason: $0.word.reason, at: $0.at) }
    hasExpired = record.hasExpired
  }
}

/// One person's yes.
package struct GivenApproval: Hashable, Sendable, Decodable {
  package var by: Operator
  package var reason: String?
  package var at: Moment

  package init(by: Operator, reason: String?, at: Moment) {
    self.by = by
    self.reason = reason
    self.at = at
  }
}

extension PromptSummary: Decodable {
  private enum Key: String, CodingKey { case answer, approvals, hasExpired, isOpen, opened, prompt, waited }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    prompt = try values.decode(Prompt.self, forKey: .prompt)
    opened = try values.decode(Moment.self, forKey: .opened)
    _waited = try values.decode(DurationText.self, forKey: .waited)
    answer = try values.decodeIfPresent(PromptAnswer.self, forKey: .answer)
    isOpen = try values.decode(Bool.self, forKey: .isOpen)
    approvals = try values.list(.approvals)
    hasExpired = try values.flag(.hasExpired)
  }
}

extension PromptSummary: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("answer", ifAny: answer)
      json.member("approvals", ifFilled: approvals)
      json.member("hasExpired", ifTrue: hasExpired)
      json.member("isOpen", isOpen)
      json.member("opened", opened)
      json.member("prompt", prompt)
      json.member("waited", waited)
    }
  }
}

extension GivenApproval: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("at", at)
      json.member("by", by)
      json.member("reason", ifAny: reason)
    }
  }
}
