internal import RecoveryPlanning
internal import RunbookModel

extension Prompt {
  /// Asks what to do about a step that failed, whose last try ended nobody knows how, or whose host is refused.
  init(about index: Int, in state: RunState) {
    let planned = state.plan.steps[index]
    let record = state.steps[index]
    let number = state.prompts.count + 1
    if let refusal = state.standingRefusal(of: index) {
      self.init(
        number: number, step: planned.id, subject: refusal.subject == .unknownKey ? .hostKey : .hostMarker,
        question: refusal.question(about: planned.id, before: state.hosts[refusal.host]?.contact),
        choices: Choice.beforeHost, refusal: refusal)
      return
    }
    let isUnknown = record.attempts.last?.report?.result == .unknown
    let message = record.lastMessage.map { ": \($0)" } ?? ""
    let question =
      isUnknown
      ? "Nobody knows how \(planned.id) ended\(message). Look at its machine before you choose."
      : "\(planned.id) failed\(message)"
    self.init(
      number: number, step: planned.id, subject: isUnknown ? .unknownOutcome : .failure, question: question,
      choices: Choice.afterTry.filter { choice in
        switch choice {
        // Nobody can have decided or approved by hand: only the word of those who are asked is an answer.
        case .done: planned.step.kindWord != .decide && planned.step.kindWord != .approve
        // What planning added stands in no runbook, so there is nothing to edit.
        case .amend: !planned.isAdded
        default: true
        }
      })
  }

  /// Asks what a manual step, an approval or a decision is there to ask, with its values as they are now; else nil.
  init?(of index: Int, in state: RunState) {
    let planned = state.plan.steps[index]
    let number = state.prompts.count + 1
    func prompt(_ subject: Subject, _ text: SourceText, _ choices: [Choice], _ terms: PromptTerms) -> Prompt {
      Prompt(
        number: number, step: planned.id, subject: subject, question: state.readable(text, for: index),
        choices: choices, terms: terms)
    }
    switch planned.step.kind {
    case .manual(let task):
      var terms = PromptTerms(role: planned.step.role, task.patience, timeout: planned.step.timeout, in: state)
      terms.fields = task.fields
      self = prompt(.manual, task.instructions, Choice.manual, terms)
    case .approve(let approval):
      let starter = approval.excludesStarter ? state.opening?.startedBy : nil
      var terms = PromptTerms(
        role: approval.by, approval.patience, excluded: starter, timeout: planned.step.timeout, in: state)
      terms.count = approval.count
      self = prompt(.approval, approval.question, Choice.approval, terms)
    case .decide(let decision):
      var terms = PromptTerms(
        role: decision.by ?? planned.step.role, decision.patience, timeout: planned.step.timeout, in: state)
      terms.options = decision.options
      terms.facts = decision.facts.map { PromptFact(name: $0.name, value: state.readable($0.value, for: index)) }
      self = prompt(.decision, decision.question, Choice.decision, terms)
    default: return nil
    }
  }
}

extension PromptTerms {
  fileprivate init(
    role: RoleName?, _ patience: Patience, excluded: Operator? = nil, timeout: Duration?, in state: RunState
  ) {
    let site = state.plan.site
    let people = role.map { site.people(with: $0) } ?? []
    let known = people.filter { excluded?.attested != $0.name }
      .map { person in person.name.text + (person.contact.map { ", \($0)" } ?? "") }
    self.init(
      role: role, excluded: excluded,
      contact: patience.contact ?? (known.isEmpty ? nil : known.joined(separator: "; ")),
      remind: patience.remind ?? site.updates?.remind ?? UpdateRules().remind, timeout: timeout,
      onTimeout: patience.onTimeout ?? .fail)
  }
}
