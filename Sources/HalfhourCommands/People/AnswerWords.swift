internal import RunCore
internal import RunbookModel

/// What a person said, in few words.
enum AnswerWords {
  static func said(_ answer: PromptAnswer) -> String {
    let words = word(answer) + (reported(answer).map { " (\($0))" } ?? "")
    return words + (answer.reason.map { ", because: \($0)" } ?? "")
  }

  /// Of an answer that was put and doesn't count by now.
  static func ignored(_ answer: PromptAnswer, because objection: String) -> String {
    DisplayText.clean("the answer of \(answer.by) to question \(answer.prompt) changes nothing: \(objection)")
  }

  /// The choice alone.
  static func word(_ answer: PromptAnswer) -> String {
    switch answer.choice {
    case .rerun: "try it once more"
    case .done: "done"
    case .skip: "go on without it"
    case .stop: "stop the run"
    case .confirm: "it is the right host"
    case .amend: changed(answer.change)
    case .approve: "yes"
    case .reject: "no"
    case .decide: answer.option ?? "nothing"
    case .cleanUp: "clean up"
    }
  }

  private static func changed(_ change: PlanChange?) -> String {
    switch change {
    case .input(let change): "try it once more with \(change.input)=\(change.after)"
    case .step, .startsFrom, nil: "try it once more with another text of the step"
    }
  }

  /// The fields, and the files that belong to none.
  static func reported(_ answer: PromptAnswer) -> String? {
    let fields = answer.fields.map { "\($0.name): \($0.value)" }
    let files = answer.evidence.filter { $0.field == nil }.map(\.name)
    let all = fields + (files.isEmpty ? [] : ["attached: \(files.joined(separator: ", "))"])
    return all.isEmpty ? nil : all.joined(separator: "; ")
  }
}
