internal import RunbookModel

extension Prompt: Decodable {
  private enum Key: String, CodingKey { case choices, number, question, refusal, step, subject, terms }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    self.init(
      number: try values.decode(Int.self, forKey: .number), step: try values.decode(StepID.self, forKey: .step),
      subject: try values.decode(Subject.self, forKey: .subject),
      question: try values.decode(String.self, forKey: .question),
      choices: try values.decode([Choice].self, forKey: .choices),
      refusal: try values.decodeIfPresent(HostRefusal.self, forKey: .refusal),
      terms: try values.decodeIfPresent(PromptTerms.self, forKey: .terms))
  }
}

extension PromptTerms: Decodable {
  private enum Key: String, CodingKey {
    case contact, count, excluded, facts, fields, onTimeout, options, remind, role, timeout
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    self.init(
      role: try values.decodeIfPresent(RoleName.self, forKey: .role),
      count: try values.decode(Int.self, forKey: .count),
      excluded: try values.decodeIfPresent(Operator.self, forKey: .excluded), fields: try values.list(.fields),
      options: try values.list(.options), facts: try values.list(.facts),
      contact: try values.decodeIfPresent(String.self, forKey: .contact), remind: try values.time(.remind),
      timeout: try values.time(.timeout), onTimeout: try values.decode(Silence.self, forKey: .onTimeout))
  }
}

extension PromptAnswer: Decodable {
  private enum Key: String, CodingKey { case by, change, choice, evidence, fields, option, prompt, reason }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    self.init(
      prompt: try values.decode(Int.self, forKey: .prompt), choice: try values.decode(Choice.self, forKey: .choice),
      reason: try values.decodeIfPresent(String.self, forKey: .reason),
      by: try values.decode(Operator.self, forKey: .by),
      option: try values.decodeIfPresent(String.self, forKey: .option), fields: try values.list(.fields),
      evidence: try values.list(.evidence), change: try values.decodeIfPresent(PlanChange.self, forKey: .change))
  }
}
