internal import RunCore
internal import RunbookModel

/// What single keys mean while a question is on the screen.
struct AnswerKey: Hashable, Sendable {
  enum Meaning: Hashable, Sendable {
    case choice(Choice)
    /// The option of a decision with this place.
    case option(Int)
    case edit, input, log, command, next
  }

  var key: String
  var meaning: Meaning
  var words: String

  /// In the order in which they are shown; `q` is not among them, because it leaves where somebody only looks on.
  static func all(for prompt: Prompt, amends: Bool, others: Bool) -> [AnswerKey] {
    var keys = (prompt.terms?.options ?? []).prefix(9).enumerated().map { place, option in
      AnswerKey(key: "\(place + 1)", meaning: .option(place), words: option.name)
    }
    keys += prompt.choices.flatMap { keysOf($0, prompt, amends: amends) }
    keys.append(AnswerKey(key: "l", meaning: .log, words: "its log"))
    if ![.manual, .approval, .decision].contains(prompt.subject) {
      keys.append(AnswerKey(key: "x", meaning: .command, words: "run a command"))
    }
    if others { keys.append(AnswerKey(key: "Tab", meaning: .next, words: "next question")) }
    return keys
  }

  private static func keysOf(_ choice: Choice, _ prompt: Prompt, amends: Bool) -> [AnswerKey] {
    func key(_ key: String, _ words: String) -> [AnswerKey] {
      [AnswerKey(key: key, meaning: .choice(choice), words: words)]
    }
    switch choice {
    case .rerun: return key("r", prompt.refusal == nil ? "try again" : "look again")
    case .amend:
      guard amends else { return [] }
      return [
        AnswerKey(key: "e", meaning: .edit, words: "edit the step, try again"),
        AnswerKey(key: "i", meaning: .input, words: "another input, try again"),
      ]
    case .done: return key("d", prompt.terms == nil ? "done by hand" : "done")
    case .skip: return key("s", "skip it")
    case .stop: return key("Q", "stop the run")
    case .confirm: return key("c", prompt.subject == .hostMarker ? "take it over" : "it is the right host")
    case .approve: return key("y", "approve")
    case .reject: return key("n", "refuse")
    case .decide: return []
    case .cleanUp: return key("c", "clean up now")
    }
  }

  /// What a key means; capitals are as good as small letters, but for `Q`.
  static func meaning(of key: Key, for prompt: Prompt, amends: Bool, qStops: Bool) -> Meaning? {
    switch key {
    case .tab: return .next
    case .text(let character):
      if character == "q" { return qStops && prompt.choices.contains(.stop) ? .choice(.stop) : nil }
      let all = all(for: prompt, amends: amends, others: false)
      return all.first { $0.key == String(character) || $0.key == character.lowercased() }?.meaning
    default: return nil
    }
  }
}
