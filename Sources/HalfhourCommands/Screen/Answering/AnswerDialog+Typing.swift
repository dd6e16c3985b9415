internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// How an answer becomes whole, question by question.
extension AnswerDialog {
  /// Asks for what is missing next, or gives the answer.
  mutating func goOn(_ draft: TypedAnswer, _ state: RunState, _ now: Stamp) -> [AnswerAction] {
    switch draft.missing(in: state) {
    case .name(let people):
      guard !people.isEmpty else {
        // The state says in words whose word would count.
        tell(
          state.objection(to: draft.answer) ?? "nobody is left whose answer would count", now.uptime, isProblem: true)
        stage = .choosing
        return []
      }
      stage = .naming(draft, people)
    case .blank(let blank): stage = .typing(draft, blank, LineEntry())
    case .confirmation: stage = .confirming(draft)
    case nil:
      if let objection = state.objection(to: draft.answer) {
        tell(objection, now.uptime, isProblem: true)
        stage = .choosing
        return []
      }
      stage = .sent(draft.answer, now.uptime)
      return [.put(draft.answer)]
    }
    return []
  }

  mutating func name(
    _ key: Key, _ draft: TypedAnswer, _ people: [PlannedPerson], _ state: RunState, _ now: Stamp
  ) -> [AnswerAction] {
    guard key != .escape else {
      stage = .choosing
      return []
    }
    guard case .text(let character) = key, let number = character.wholeNumberValue,
      people.prefix(9).indices.contains(number - 1)
    else { return [] }
    var draft = draft
    draft.name(people[number - 1])
    return goOn(draft, state, now)
  }

  mutating func confirm(_ key: Key, _ draft: TypedAnswer, _ state: RunState, _ now: Stamp) -> [AnswerAction] {
    switch key {
    case .text("y"), .text("Y"):
      var draft = draft
      draft.confirm()
      return goOn(draft, state, now)
    case .text("n"), .text("N"), .escape:
      stage = .choosing
      return []
    default: return []
    }
  }

  /// An edit is work; one Escape too many must not lose it.
  mutating func discard(_ key: Key, _ draft: TypedAnswer, _ entry: LineEntry) -> [AnswerAction] {
    switch key {
    case .text("y"), .text("Y"): stage = .choosing
    case .text("n"), .text("N"), .escape: stage = .typing(draft, .reason, entry)
    default: break
    }
    return []
  }

  mutating func type(
    _ key: Key, into entry: LineEntry, for blank: TypedAnswer.Blank, of draft: TypedAnswer, _ state: RunState,
    _ now: Stamp
  ) -> [AnswerAction] {
    var (entry, draft) = (entry, draft)
    if key == .escape {
      isBusy = false
      if case .field = blank, let (field, text) = draft.takeBack() {
        stage = .typing(draft, .field(field), LineEntry(text: text))
      } else if draft.answer.change != nil {
        stage = .discarding(draft, entry)
      } else {
        stage = .choosing
      }
      return []
    }
    guard !isBusy else { return [] }
    guard key == .enter else {
      if entry.take(key) { stage = .typing(draft, blank, entry) }
      return []
    }
    guard let text = entry.content else { return [] }
    notice = nil
    switch blank {
    case .reason: draft.answer.reason = text
    case .input:
      isBusy = true
      return [.changeInput(text, draft.prompt.step)]
    case .field(let field):
      let value: String
      do throws(CommandFailure) {
        value = try FieldReading.value(text, of: field, now: now.wall)
      } catch {
        tell(error.message, now.uptime, isProblem: true)
        return []
      }
      if field.type == .file {
        isBusy = true
        return [.attach(path: text, field: field.name, prompt: draft.prompt.number)]
      }
      draft.answer.fields.append(FieldValue(name: field.name, value: value))
    }
    return goOn(draft, state, now)
  }

  // MARK: - What actions came to

  /// An answer was refused, or came too late.
  mutating func refused(_ problem: String, now: Uptime) {
    isBusy = false
    if case .sent = stage { stage = .choosing }
    tell(problem, now, isProblem: true)
  }

  mutating func read(_ lines: [String], now: Uptime) {
    if lines.isEmpty { tell("it has printed nothing", now) } else { stage = .reading(lines) }
  }

  mutating func attached(_ evidence: Evidence, _ state: RunState, now: Stamp) -> [AnswerAction] {
    guard isBusy, case .typing(var draft, .field(let field), _) = stage, evidence.field == field.name else { return [] }
    isBusy = false
    draft.answer.fields.append(FieldValue(name: field.name, value: evidence.name))
    draft.answer.evidence.append(evidence)
    return goOn(draft, state, now)
  }

  /// A step was edited, or an input changed; the reason is asked for next.
  mutating func changed(_ change: PlanChange, step: StepID, _ state: RunState, now: Stamp) -> [AnswerAction] {
    isBusy = false
    guard let prompt = prompt(in: state), prompt.step == step else {
      tell("the question about \(step) is closed, and the change is not used", now.uptime, isProblem: true)
      return []
    }
    var draft = TypedAnswer(.amend, of: prompt, by: me)
    draft.answer.change = change
    return goOn(draft, state, now)
  }
}
