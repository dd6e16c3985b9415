internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

extension ScreenPicture {
  /// What Ctrl-C asks.
  func stopQuestionSection(_ width: Int) -> ScreenSection {
    guard let stopQuestion else { return ScreenSection(lines: [], rank: 2) }
    let cleansUp = summary.steps.contains { $0.phase == .cleanup && $0.status == .waiting }
    let lines =
      [
        ScreenLine(" STOP THE RUN? Press a key: ", .question),
        key("s", "stop: end running jobs\(cleansUp ? ", then clean up" : "")"),
        key("l", "leave: jobs go on, \"halfhour resume\" takes the run up again"),
        key("c", "continue (by itself in \(stopQuestion.clockText))"),
      ] + standingBreaks.map { ScreenLine("   THE BREAK \($0) STANDS, and stopping leaves it unmended.", .bad) }
    return ScreenSection(lines: lines, least: lines.count, rank: 2, isSpaced: true)
  }

  /// What was broken on purpose, and is not whole again; nothing mends it once the run stops.
  private var standingBreaks: [String] {
    let mended = summary.steps.compactMap { step -> StepID? in
      guard case .mending(let name) = step.proof, step.status == .passed else { return nil }
      return StepID(step.id.runbook, name)
    }
    return summary.steps.compactMap { step in
      guard case .damage(let name) = step.proof, !step.attempts.isEmpty,
        !mended.contains(StepID(step.id.runbook, name))
      else { return nil }
      return name.text
    }
  }

  private func key(_ key: String, _ words: String) -> ScreenLine {
    ScreenLine("   \(key)", .strong) + ScreenLine("  \(words)")
  }

  /// Each open question with the commands that answer it.
  func questions(_ width: Int) -> ScreenSection {
    // Where a person can answer, the panel asks.
    let open = isOver || dialog != nil ? [] : summary.waits.filter(\.isOpen)
    guard let longest = open.map(\.waited).max() else { return ScreenSection(lines: [], rank: 4) }
    var heading = ScreenLine(" WAITING FOR A PERSON for \(longest.clockText) ", .question)
    heading.add(" " + wayToAnswer, .faint)
    let each = open.map { question($0.prompt, width) }
    let least = 1 + (each.first?.count ?? 0)
    return ScreenSection(lines: [heading] + each.flatMap { $0 }, least: least, rank: 4, isSpaced: true) {
      ScreenLine("  and \($0) more lines of questions", .faint)
    }
  }

  /// The terminal that drives a run shows it; the answer comes from another one.
  private var wayToAnswer: String {
    isLast || viewer != .driver ? "answer:" : "answer in another terminal:"
  }

  private func question(_ prompt: Prompt, _ width: Int) -> [ScreenLine] {
    let words = prompt.question.split(whereSeparator: \.isNewline).joined(separator: "; ")
    let text = WrappedText.lines(words, width: max(1, width - 2), most: prompt.refusal == nil ? 3 : 8)
    return text.map { ScreenLine("  ") + ScreenLine($0, .attention) }
      + prompt.choices.flatMap { CommandText.lines(command($0, prompt.step), indent: 4, width: width) }
  }

  private func command(_ choice: Choice, _ step: StepID) -> String {
    switch choice {
    case .rerun: "halfhour resume \(runText) --rerun \(step)"
    case .done: "halfhour resume \(runText) --done \(step) --reason \"…\""
    case .skip: "halfhour resume \(runText) --skip \(step) --reason \"…\""
    case .stop: "halfhour stop \(runText)"
    case .confirm: "halfhour resume \(runText) --confirm \(step)"
    case .amend, .approve, .reject, .decide, .cleanUp: "halfhour answer \(runText) \(step)"
    }
  }

  /// Steps that failed for good, the latest first.
  func failures(_ width: Int) -> ScreenSection {
    let failed = places { $0 == .finished(.failed) }.filter { plan.steps[$0].step.phase != .triage }
      .sorted { (state.steps[$0].ended?.elapsed ?? .zero) > (state.steps[$1].ended?.elapsed ?? .zero) }
    let columns = idWidth(failed, width)
    let lines = failed.map { index in
      let message = state.steps[index].lastMessage.map { DisplayText.firstLine($0) } ?? "no message"
      return ScreenLine("  ") + ScreenLine(plan.steps[index].id.description, .bad).column(columns)
        + ScreenLine("  \(message)", .bad)
    }
    return ScreenSection(heading: ScreenLine(" FAILED STEPS", .bad), lines: lines, least: 2, rank: 5) {
      ScreenLine("  and \($0) more", .bad)
    }
  }
}
