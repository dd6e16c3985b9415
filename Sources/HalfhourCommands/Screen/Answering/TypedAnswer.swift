internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// An answer that a person has begun to give, and what is still missing of it.
struct TypedAnswer: Hashable, Sendable {
  /// What a person types for it.
  enum Blank: Hashable, Sendable {
    case field(ManualTask.Field)
    case reason
    /// `name=value`, the input to try again with.
    case input
  }

  enum Missing: Hashable, Sendable {
    /// Who of these it is.
    case name([PlannedPerson])
    case blank(Blank)
    /// The same again with `y`, because much hangs on it.
    case confirmation
  }

  let prompt: Prompt
  var answer: PromptAnswer
  /// Whether the change comes from an input that is to be typed.
  var changesInput = false
  private(set) var isConfirmed = false

  init(_ choice: Choice, of prompt: Prompt, by person: Operator) {
    self.prompt = prompt
    answer = PromptAnswer(prompt: prompt.number, choice: choice, by: person)
  }

  /// The next thing to ask for; nil once the answer is whole.
  func missing(in state: RunState) -> Missing? {
    if needsName(in: state) { return .name(Self.people(for: prompt, user: answer.by.user, in: state)) }
    if answer.choice == .done, let field = prompt.terms?.fields.first(where: { !has($0) }) {
      return .blank(.field(field))
    }
    if changesInput, answer.change == nil { return .blank(.input) }
    if needsReason, answer.reason == nil { return .blank(.reason) }
    switch answer.choice {
    case .stop, .confirm, .decide: return isConfirmed ? nil : .confirmation
    default: return nil
    }
  }

  /// Work by hand is a deviation where the plan meant it for a machine, and is told.
  private var needsReason: Bool {
    answer.choice.needsReason || answer.choice == .done && prompt.terms == nil
      || answer.choice == .confirm && prompt.subject == .hostMarker
  }

  private func has(_ field: ManualTask.Field) -> Bool { answer.fields.contains { $0.name == field.name } }

  private func needsName(in state: RunState) -> Bool {
    guard prompt.terms?.role != nil, [.approve, .reject, .decide, .done].contains(answer.choice) else { return false }
    guard let attested = answer.by.attested else { return true }
    return !Self.people(for: prompt, user: answer.by.user, in: state).contains { $0.name == attested }
  }

  /// Those whose word would count now.
  static func people(for prompt: Prompt, user: String, in state: RunState) -> [PlannedPerson] {
    guard let terms = prompt.terms, let role = terms.role else { return [] }
    let approvals = state.prompts.first { $0.prompt.number == prompt.number }?.approvals ?? []
    return state.plan.site.people(with: role).filter { person in
      let candidate = Operator(user: user, attested: person.name, attestation: .typed)
      return terms.excluded?.mayBe(candidate) != true
        && !approvals.contains { $0.word.by.isSamePerson(as: candidate) }
    }
  }

  mutating func name(_ person: PlannedPerson) {
    answer.by = Operator(user: answer.by.user, attested: person.name, attestation: .typed)
  }

  mutating func confirm() { isConfirmed = true }

  /// Takes back the field that was filled last; nil where there is none.
  mutating func takeBack() -> (field: ManualTask.Field, text: String)? {
    guard let last = answer.fields.popLast(), let field = prompt.terms?.fields.first(where: { $0.name == last.name })
    else { return nil }
    answer.evidence.removeAll { $0.field == field.name }
    return (field, last.value)
  }
}
