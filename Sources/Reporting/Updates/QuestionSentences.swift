internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// What there is to say of a question: who may answer it, how they are reached, and how it is answered.
struct QuestionSentences {
  let record: PromptRecord
  let state: RunState

  private var prompt: Prompt { record.prompt }
  private var name: String { "Question \(prompt.number) (\(prompt.step))" }

  /// As it is asked first.
  var text: String {
    guard record.isOpen else { return answered }
    var sentences = ["\(name): \(Self.sentence(prompt.question))"]
    if let facts = prompt.terms?.facts, !facts.isEmpty {
      sentences.append(facts.map { "\($0.name): \($0.value)" }.joined(separator: "; ") + ".")
    }
    sentences += [who, contact, silence].compactMap { $0 }
    let run = state.opening?.run.text ?? "RUN"
    sentences.append("Answer it with: halfhour answer \(run) \(prompt.number)")
    return sentences.joined(separator: " ")
  }

  func reminder(after waited: Duration) -> String {
    "Nobody has answered for \(waited.saidText). \(text)"
  }

  private var answered: String {
    guard let answer = record.answer else { return "\(name) is closed without an answer." }
    return "\(name) has been answered: \(answer.choice.words), said \(answer.by)."
  }

  private var who: String? {
    guard let role = prompt.terms?.role else { return nil }
    let people = state.plan.site.people(with: role).map { person in
      person.name.text + (person.contact.map { " (\($0))" } ?? "")
    }
    let count = prompt.terms.map { $0.count > 1 ? "\($0.count) different people of " : "" } ?? ""
    return "Who may answer: \(count)\(role)" + (people.isEmpty ? "." : ", that is \(people.joined(separator: ", ")).")
  }

  private var contact: String? { prompt.terms?.contact.map { "To reach: \($0)." } }

  private var silence: String? {
    guard let terms = prompt.terms, let timeout = terms.timeout else { return nil }
    let what =
      switch terms.onTimeout {
      case .fail: "it counts as refused"
      case .skip: "the step is skipped"
      case .approve: "it counts as approved"
      case .choose(let option): "\(option) counts as chosen"
      }
    return "Without an answer by \((record.opened.wall + timeout).hourAndMinute) \(what)."
  }

  /// With a stop at its end, unless it has one.
  private static func sentence(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.last.map { ".?!:".contains($0) } == true ? line : line + "."
  }
}
