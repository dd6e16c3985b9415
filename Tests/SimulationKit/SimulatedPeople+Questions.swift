internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// What people say to the question that a step is there for: well, wrongly, twice, too late.
extension SimulatedPeople {
  static let nobody = Operator(user: "guest")
  static let joe = Operator(user: "joe", attested: "joe", attestation: .option)

  static func person(_ name: PersonName) -> Operator { Operator(user: "root", attested: name, attestation: .option) }

  func answers(
    to prompt: Prompt, _ terms: PromptTerms, _ chance: inout Chance, isWrong: Bool
  ) -> [(Duration, PromptAnswer)] {
    let holders = RandomPeople.people.filter { person in terms.role.map { person.roles.contains($0) } ?? true }.map(
      \.name)
    var answers: [(Duration, PromptAnswer)] = []
    func soon() -> Duration { chance.once(in: 3) ? chance.seconds(60...900) : chance.seconds(0...20) }
    let first = chance.int(0...3)
    for place in 0..<max(terms.count, isWrong && chance.once(in: 4) ? 2 : 1) {
      let person = Self.person(holders[(first + place) % holders.count])
      answers.append((soon(), answer(to: prompt, terms, by: person, &chance, mayRefuse: isWrong)))
    }
    guard isWrong else { return answers }
    if chance.once(in: 4) {
      let other = chance.pick([Self.nobody, Self.joe])
      answers.append((soon(), answer(to: prompt, terms, by: other, &chance, mayRefuse: false)))
    }
    if chance.once(in: 4), let again = answers.first {
      var second = again.1
      second.reason = "once more"
      answers.append((again.0 + chance.seconds(0...5), second))
    }
    if chance.once(in: 4) {
      var odd = answer(to: prompt, terms, by: Self.person(holders[0]), &chance, mayRefuse: false)
      odd.option = "up"
      odd.fields = [FieldValue(name: "colour", value: "red")]
      answers.append((soon(), odd))
    }
    return answers
  }

  private func answer(
    to prompt: Prompt, _ terms: PromptTerms, by person: Operator, _ chance: inout Chance, mayRefuse: Bool
  ) -> PromptAnswer {
    var answer = PromptAnswer(prompt: prompt.number, choice: .done, reason: "so it is", by: person)
    switch prompt.subject {
    case .approval: answer.choice = mayRefuse && chance.once(in: 5) ? .reject : .approve
    case .decision:
      answer.choice = .decide
      answer.option = chance.pick(["left", "right"])
    default: answer.fields = terms.fields.map { FieldValue(name: $0.name, value: value(of: $0.type, &chance)) }
    }
    if mayRefuse, chance.once(in: 10) { answer.choice = chance.pick([.skip, .skip, .stop]) }
    return answer
  }

  private func value(of type: ManualTask.FieldType, _ chance: inout Chance) -> String {
    switch type {
    case .text, .file: "asset \(chance.int(1...99))"
    case .number: "\(chance.int(1...99)).5"
    case .time: "2026-09-21T0\(chance.int(0...9)):00:00Z"
    }
  }
}
