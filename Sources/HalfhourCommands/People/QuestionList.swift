internal import RunCore
internal import RunFolders
internal import RunbookModel

/// The questions of a run that wait, as a person reads them.
struct QuestionList {
  let questions: [OpenQuestion]
  let state: RunState
  let folder: RunFolder

  var lines: [String] {
    guard !questions.isEmpty else { return [nothing] }
    let texts = questions.map { QuestionText(question: $0, width: min(Output.width, 100)).lines }
    return Array(texts.joined(separator: [""])) + (hint.map { ["", $0] } ?? [])
  }

  private var nothing: String {
    if let ending = state.ending { return "The run \(folder.name) is over: it \(ending.verdict.words)." }
    return folder.isInHand
      ? "No question of the run \(folder.name) is open."
      : "No question of the run \(folder.name) is open. Nobody has it in hand: halfhour resume \(folder.name)"
  }

  private var hint: String? {
    guard !folder.isInHand else { return nil }
    return "Nobody has the run in hand. An answer takes effect when it is taken up: halfhour resume \(folder.name)"
  }
}
