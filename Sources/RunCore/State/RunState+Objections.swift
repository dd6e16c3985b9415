internal import RecoveryPlanning
package import RunbookModel

extension RunState {
  /// Why an answer to an open question doesn't count, in words for whoever gave it; nil for one that does.
  ///
  /// Whoever puts an answer asks first, and the run machine ignores what has an objection.
  package func objection(to answer: PromptAnswer) -> String? {
    guard let record = prompts.first(where: { $0.prompt.number == answer.prompt }) else {
      return "the run has not asked question \(answer.prompt)"
    }
    guard record.isOpen else { return "question \(answer.prompt) is closed; nobody waits for its answer" }
    let prompt = record.prompt
    guard prompt.choices.contains(answer.choice) else {
      let choices = prompt.choices.map(\.rawValue).joined(separator: ", ")
      return "question \(answer.prompt) can't be answered with \(answer.choice.rawValue), but with \(choices)"
    }
    if answer.choice.needsReason, answer.reason?.contains(where: { !$0.isWhitespace }) != true {
      return "\(answer.choice.rawValue) needs a reason, which is recorded"
    }
    if answer.choice == .amend { return objection(toChange: answer.change, of: prompt.step) }
    guard let terms = prompt.terms else { return nil }
    switch answer.choice {
    case .approve, .reject: return objection(to: answer.by, terms) ?? objectionToApproval(answer, record, terms)
    case .decide: return objection(to: answer.by, terms) ?? objectionToOption(answer.option, terms)
    case .done:
      return objection(to: answer.by, terms) ?? objectionToFields(answer, terms) ?? objectionToAddress(answer, prompt)
    case .rerun, .skip, .stop, .confirm, .amend, .cleanUp: return nil
    }
  }

  /// A role is held by those to whom the site gives it, and by nobody else.
  private func objection(to person: Operator, _ terms: PromptTerms) -> String? {
    guard let role = terms.role else { return nil }
    let holders = plan.site.people(with: role)
    let names = holders.map { person in person.name.text + (person.contact.map { " (\($0))" } ?? "") }
    let who = holders.isEmpty ? "nobody has that role" : "that is \(names.joined(separator: ", "))"
    guard let attested = person.attested else {
      return "this is for somebody with the role \(role): \(who). Say who you are"
    }
    return holders.contains { $0.name == attested } ? nil : "\(attested) does not have the role \(role); \(who)"
  }

  private func objectionToApproval(
    _ answer: PromptAnswer, _ record: PromptRecord, _ terms: PromptTerms
  ) -> String? {
    if let excluded = terms.excluded, excluded.mayBe(answer.by) {
      return excluded.attested == nil
        ? "\(excluded.user) started the run without saying who that is, so nobody who works as \(excluded.user) can answer this"
        : "\(answer.by) started the run, and somebody else must answer this"
    }
    guard answer.choice == .approve, record.approvals.contains(where: { $0.word.by.isSamePerson(as: answer.by) })
    else { return nil }
    return "\(answer.by) has approved already, and \(terms.count) different people must"
  }

  /// A step that gives a host its address is not done before the address can be used.
  private func objectionToAddress(_ answer: PromptAnswer, _ prompt: Prompt) -> String? {
    guard let index = graph.index(of: prompt.step) else { return nil }
    let outputs = Dictionary(answer.fields.map { (OutputName($0.name), $0.value) }) { first, _ in first }
    do {
      _ = try providedAddress(by: index, with: outputs)
      return nil
    } catch {
      return error.problem
    }
  }

  private func objectionToOption(_ option: String?, _ terms: PromptTerms) -> String? {
    let options = terms.options.map(\.name)
    guard let option else { return "say which: \(options.joined(separator: ", "))" }
    return options.contains(option)
      ? nil : "\(option) is none of the options, which are \(options.joined(separator: ", "))"
  }

  private func objectionToFields(_ answer: PromptAnswer, _ terms: PromptTerms) -> String? {
    let known = Set(terms.fields.map(\.name))
    if let other = answer.fields.first(where: { !known.contains($0.name) }) {
      let names = terms.fields.map(\.name).joined(separator: ", ")
      return names.isEmpty ? "nothing is to be reported" : "there is no field \(other.name), but \(names)"
    }
    for field in terms.fields {
      let values = answer.fields.filter { $0.name == field.name }
      guard values.count == 1, let value = values.first?.value, value.contains(where: { !$0.isWhitespace }) else {
        return "\(field.name) is missing, or stands there twice"
      }
      if let problem = field.type.objection(to: value) { return "\(field.name): \(problem)" }
      if field.type == .file, !answer.evidence.contains(where: { $0.field == field.name }) {
        return "\(field.name): the file itself is missing"
      }
    }
    return nil
  }
}

extension ManualTask.FieldType {
  /// Why a text is no value of this type; nil where it is one.
  package func objection(to text: String) -> String? {
    switch self {
    case .text, .file: nil
    case .number: Double(text).map(\.isFinite) == true ? nil : "\(text) is no number, such as 12 or 3.5"
    case .time: WallTime(text) == nil ? "\(text) is no time, such as 2026-11-21T02:47:00+01:00" : nil
    }
  }
}
