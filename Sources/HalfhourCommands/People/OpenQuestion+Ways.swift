internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// One thing that a person can say to a question, and the command that says it.
struct AnswerWay: Hashable, Sendable {
  var choice: Choice
  var words: String
  var command: String
}

extension OpenQuestion {
  /// Every choice with its command; what a person has to fill in stands in it as `…` or in capitals.
  var ways: [AnswerWay] { prompt.choices.flatMap { ways($0) } }

  private func ways(_ choice: Choice) -> [AnswerWay] {
    switch choice {
    case .rerun: [way(choice, prompt.refusal == nil ? "try it once more" : "look again", "--retry")]
    case .amend: amendments
    case .done where prompt.subject == .manual: [way(choice, "it is done", "--done\(fields)\(person)")]
    case .done: [way(choice, "it has been done by hand", "--done --reason \"…\"")]
    case .skip: [way(choice, "go on without it", "--skip --reason \"…\"")]
    case .stop: [way(choice, "stop the run", "--stop")]
    case .confirm where prompt.subject == .hostMarker:
      [way(choice, "take the host over", "--confirm --reason \"…\"")]
    case .confirm: [way(choice, "it is the right host", "--confirm")]
    case .approve: [way(choice, "yes", "--approve\(person)")]
    case .reject: [way(choice, "no", "--reject --reason \"…\"\(person)")]
    case .decide: options
    case .cleanUp: [way(choice, "clean up now", "--clean-up")]
    }
  }

  private var amendments: [AnswerWay] {
    let edit = way(.amend, "edit the step, and try it again", "--edit --reason \"…\"")
    guard !inputs.isEmpty else { return [edit] }
    let names = inputs.map(\.text).joined(separator: ", ")
    return [edit, way(.amend, "try it with another input (\(names))", "--set NAME=VALUE --reason \"…\"")]
  }

  private var options: [AnswerWay] {
    (prompt.terms?.options ?? []).map { option in
      way(
        .decide, option.about.map { "\(option.name): \($0)" } ?? option.name,
        "--option \(Me.quoted(option.name))\(person)")
    }
  }

  private var fields: String {
    (prompt.terms?.fields ?? []).map { field in
      switch field.type {
      case .text: " --field \(field.name)=\"…\""
      case .number: " --field \(field.name)=NUMBER"
      case .time: " --field \(field.name)=02:47"
      case .file: " --attach \(field.name)=FILE"
      }
    }.joined()
  }

  /// Who has to say who they are; the name itself where only one may answer.
  private var person: String {
    guard prompt.terms?.role != nil else { return "" }
    return " --as \(people.count == 1 ? people[0].name.text : "PERSON")"
  }

  private func way(_ choice: Choice, _ words: String, _ flags: String) -> AnswerWay {
    AnswerWay(choice: choice, words: words, command: "halfhour answer \(run) \(prompt.step) \(flags)")
  }

  /// The same for a run that nobody has in hand: where one command can say it and take the run up, it does.
  var waysOfResuming: [AnswerWay] {
    ways.compactMap { way in
      guard prompt.terms == nil, prompt.subject != .cleanup else { return way.choice == .stop ? nil : way }
      var way = way
      let resume = "halfhour resume \(run)"
      switch way.choice {
      case .confirm where prompt.subject == .hostMarker:
        way.command = "\(resume) --confirm \(prompt.step) --reason \"…\""
      case .confirm: way.command = "\(resume) --confirm \(prompt.step)"
      case .rerun: way.command = "\(resume) --rerun \(prompt.step)"
      case .done: way.command = "\(resume) --done \(prompt.step) --reason \"…\""
      case .skip: way.command = "\(resume) --skip \(prompt.step) --reason \"…\""
      case .stop: return nil
      case .amend, .approve, .reject, .decide, .cleanUp: break
      }
      return way
    }
  }
}
