internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// What people are asked and say, a line each.
extension EventText {
  static func asked(_ prompt: Prompt, _ state: borrowing RunState) -> String {
    let who = [prompt.terms?.role?.text, prompt.terms?.contact].compactMap(\.self).joined(separator: ": ")
    return "WAITING FOR A PERSON\(who.isEmpty ? "" : " [\(who)]"): \(prompt.question)"
  }

  static func answered(_ answer: PromptAnswer, _ state: borrowing RunState) -> String {
    guard let record = state.prompts.first(where: { $0.prompt.number == answer.prompt }) else {
      return "\(AnswerWords.said(answer)), said \(answer.by)"
    }
    let step = record.prompt.step
    let reason = answer.reason.map { ": \($0)" } ?? ""
    switch answer.choice {
    case .approve: return "\(step)  approved by \(answer.by)\(place(of: answer, in: record))\(reason)"
    case .reject: return "\(step)  REJECTED by \(answer.by)\(reason)"
    case .decide: return "\(step)  \(answer.option ?? "nothing"), chosen by \(answer.by)\(reason)"
    case .amend: return "\(step)  \(AnswerWords.word(answer)), said \(answer.by)\(reason)"
    case .rerun, .done, .skip, .stop, .confirm, .cleanUp:
      let report = AnswerWords.reported(answer).map { " (\($0))" } ?? ""
      return "\(step)  \(answer.choice.rawValue), said \(answer.by)\(report)\(reason)"
    }
  }

  /// Which of several approvals it is.
  private static func place(of answer: PromptAnswer, in record: PromptRecord) -> String {
    guard let count = record.prompt.terms?.count, count > 1,
      let place = record.approvals.firstIndex(where: { $0.word == answer })
    else { return "" }
    return " (\(place + 1) of \(count))"
  }

  static func expired(_ expiry: PromptExpiry, _ state: borrowing RunState) -> String {
    guard let prompt = state.prompts.first(where: { $0.prompt.number == expiry.prompt })?.prompt,
      let terms = prompt.terms
    else { return "question \(expiry.prompt)  NOBODY ANSWERED in time" }
    let within = terms.timeout.map { " within \($0.roundedText)" } ?? " in time"
    return "\(prompt.step)  NOBODY ANSWERED\(within): \(SilenceWords.words(terms.onTimeout, prompt.subject))"
  }

  static func noted(_ note: Note, _ state: borrowing RunState) -> String {
    guard let finding = note.finding else { return "note \(note.number), by \(note.by): \(note.text)" }
    let owner = finding.owner.map { ", \($0) deals with it" } ?? ""
    let due = finding.due.map { " until \($0)" } ?? ""
    return "FINDING \(note.number) (\(finding.severity.rawValue)\(owner)\(due)), by \(note.by): \(note.text)"
  }

  static func changed(_ change: FindingChange) -> String {
    "finding \(change.finding) is \(change.status.rawValue), said \(change.by)"
      + (change.reason.map { ": \($0)" } ?? "")
  }

  static func participates(_ participation: Participation) -> String {
    let roles = participation.roles.map(\.text).joined(separator: ", ")
    let presence =
      switch participation.presence {
      case .planned: "is expected"
      case .present: "is there"
      case .left: "has left"
      case .absent: "is not there"
      }
    return "\(participation.person)\(roles.isEmpty ? "" : " (\(roles))") \(presence), said \(participation.by)"
  }

  static func sent(_ update: SentUpdate) -> String {
    let about = update.about.joined(separator: ", ")
    guard let problem = update.problem else { return "\(update.channel) was told: \(about)" }
    let tries = update.attempts == 1 ? "once" : "\(update.attempts) times"
    return "\(update.channel) COULD NOT BE TOLD (\(about)), tried \(tries): \(problem)"
  }
}
