internal import RunCore
internal import RunbookModel

/// People who answer prompts: late, twice, wrongly or never.
struct SimulatedPeople {
  let starter = Operator(user: "root", attested: "matthew")
  private let seed: UInt64
  private let faults: Set<Fault>
  private let isDeterministic: Bool
  private var asked: Set<String> = []

  init(seed: UInt64, faults: Set<Fault>, isDeterministic: Bool) {
    self.seed = seed
    self.faults = faults
    self.isDeterministic = isDeterministic
  }

  /// What will be said to a prompt, and how much later; a prompt that is shown again gets no further answer.
  mutating func answers(to prompt: Prompt) -> [(Duration, PromptAnswer)] {
    var chance = Chance(seed: seed, for: isDeterministic ? "\(prompt.step)" : "\(prompt.number) \(prompt.step)")
    guard asked.insert("\(prompt.number) \(prompt.step)").inserted else { return [] }
    var choices: [Choice] = isDeterministic ? [.done, .skip] : [.rerun, .rerun, .done, .skip, .stop]
    if prompt.subject == .cleanup { choices = [.cleanUp] }
    if prompt.refusal != nil { choices = [.confirm, .confirm, .confirm, .rerun, .skip, .stop] }
    let answer = PromptAnswer(prompt: prompt.number, choice: chance.pick(choices), reason: "so it is", by: starter)
    if let terms = prompt.terms, prompt.subject != .cleanup {
      if faults.contains(.silence), chance.once(in: 6) { return [] }
      return self.answers(to: prompt, terms, &chance, isWrong: faults.contains(.badAnswers) && !isDeterministic)
    }
    let delay = chance.once(in: 3) ? chance.seconds(60...5_000) : chance.seconds(0...20)
    if faults.contains(.silence), chance.once(in: 12) { return [] }
    guard faults.contains(.badAnswers) else { return [(delay, answer)] }
    var answers = [(delay, answer)]
    if chance.once(in: 6) {
      let wrong = PromptAnswer(prompt: prompt.number + chance.int(-1...2), choice: .skip, by: starter)
      answers.append((chance.seconds(0...20), wrong))
    }
    if chance.once(in: 6) {
      let second = PromptAnswer(prompt: prompt.number, choice: chance.pick(Choice.allCases), by: starter)
      answers.append((delay + chance.seconds(0...20), second))
    }
    return answers
  }
}
