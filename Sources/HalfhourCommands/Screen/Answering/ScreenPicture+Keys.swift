internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// What the keys do now, and what is being typed; it is the last to give way on a small screen.
extension ScreenPicture {
  func keys(_ width: Int, height: Int) -> ScreenSection {
    // While Ctrl-C asks, keys are for that alone.
    guard let dialog, !isOver, stopQuestion == nil else { return ScreenSection(lines: [], rank: 1) }
    var lines = stageLines(dialog, width, height)
    if let notice = dialog.notice {
      let style: ScreenStyle = notice.isProblem ? .bad : .attention
      lines =
        WrappedText.lines(notice.text, width: max(1, width - 4), most: 4).map { ScreenLine("  ! \($0)", style) } + lines
    }
    return ScreenSection(lines: lines, least: lines.count, rank: 1)
  }

  private func stageLines(_ dialog: AnswerDialog, _ width: Int, _ height: Int) -> [ScreenLine] {
    let prompt = dialog.prompt(in: state)
    switch dialog.stage {
    case .choosing: return (prompt.map { choiceLines(dialog, $0, width) } ?? []) + disruptionLine
    case .naming(let draft, let people): return nameLines(draft, people, width)
    case .typing(let draft, let blank, let entry):
      let ask = WrappedText.lines(Self.words(for: blank, of: draft), width: max(1, width - 2), most: 2)
      return ask.map { ScreenLine("  \($0)", .attention) } + [entryLine(entry, width)]
        + hints(
          dialog.isBusy ? ["one moment …", "Esc goes back"] : ["Enter goes on", "Esc goes back", "Ctrl-U clears"], width
        )
    case .confirming(let draft):
      return [
        ScreenLine("  \(Self.confirmation(of: draft))  ", .attention) + ScreenLine("y", .strong) + ScreenLine(" / ")
          + ScreenLine("n", .strong)
      ]
    case .discarding:
      return [ScreenLine("  Throw the change away?  y / n", .attention)]
    case .interrupted(let text):
      let typed = text.isEmpty ? "" : "; what you had typed: \(text)"
      return WrappedText.lines(
        "The question was closed meanwhile\(typed). Press Esc to go on.", width: max(1, width - 2), most: 4
      ).map { ScreenLine("  \($0)", .attention) }
    case .reading(let log):
      let rows = log.suffix(height).flatMap { WrappedText.lines($0, width: max(1, width - 4), most: 4) }
      return [ScreenLine("  the last of what it printed (l goes back)", .attention)]
        + rows.suffix(max(3, height / 2 - 2)).map { ScreenLine("  | \($0)") }
    case .command: return commandLines(prompt, width)
    case .sent(let answer, _): return [ScreenLine("  \(answer.choice.rawValue) … on its way", .good)]
    case .disruption(let entry):
      return [ScreenLine("  WHEN DID IT GO DOWN? Such as 02:47, or unknown", .attention), entryLine(entry, width)]
        + hints(["Enter goes on", "Esc goes back"], width)
    case .confirmingDisruption(let time, _):
      let age = (now.wall - time).roundedText
      return [ScreenLine("  That is \(time.dayAndTime), \(age) ago. Is it right?  y / n", .attention)]
    }
  }

  private func choiceLines(_ dialog: AnswerDialog, _ prompt: Prompt, _ width: Int) -> [ScreenLine] {
    let others = summary.waits.count(where: \.isOpen) > 1
    let keys = AnswerKey.all(for: prompt, amends: dialog.amends, others: others).filter {
      // Options stand above with what they mean.
      if case .option = $0.meaning { false } else { true }
    }
    let count = min(9, prompt.terms?.options.count ?? 0)
    let options = count > 0 ? [ScreenLine("1 to \(count)", .strong) + ScreenLine(" choose")] : []
    return flow(options + keys.map { ScreenLine($0.key, .strong) + ScreenLine(" \($0.words)") }, width)
  }

  private var disruptionLine: [ScreenLine] {
    guard AnswerDialog.asksForDisruption(state) else { return [] }
    return [ScreenLine("  WHEN DID IT GO DOWN? Press ", .faint) + ScreenLine("t", .strong)]
  }

  private func nameLines(_ draft: TypedAnswer, _ people: [PlannedPerson], _ width: Int) -> [ScreenLine] {
    let role = draft.prompt.terms?.role.map { " (\($0))" } ?? ""
    let each = people.prefix(9).enumerated().map { place, person in
      ScreenLine("   ") + ScreenLine("\(place + 1)", .strong) + ScreenLine("  \(person.name)")
        + ScreenLine(person.contact.map { "  \($0)" } ?? "", .faint)
    }
    let rest = people.count > 9 ? ["others: halfhour answer --as NAME"] : []
    return [ScreenLine("  Who are you\(role)? It is recorded as said here by \(draft.answer.by.user).", .attention)]
      + each + hints(["Esc goes back"] + rest, width)
  }

  private func commandLines(_ prompt: Prompt?, _ width: Int) -> [ScreenLine] {
    let host = prompt.flatMap { state.graph.index(of: $0.step) }.flatMap { plan.steps[$0].step.on?.text } ?? "here"
    return [ScreenLine("  In another terminal; it is recorded with what it prints:", .attention)]
      + CommandText.lines("halfhour exec \(runText) \(host) -- COMMAND", indent: 4, width: width)
      + hints(["Esc goes back"], width)
  }

  /// The end of the line, where it is longer than the screen, and a block for the cursor.
  private func entryLine(_ entry: LineEntry, _ width: Int) -> ScreenLine {
    var text = entry.text
    while DisplayWidth.of(text) > max(1, width - 6), !text.isEmpty { text.removeFirst() }
    return ScreenLine("  > ", .strong) + ScreenLine(text) + ScreenLine(" ", .question)
  }

  private func hints(_ texts: [String], _ width: Int) -> [ScreenLine] {
    flow(texts.map { ScreenLine($0, .faint) }, width)
  }

  /// As many side by side as the width takes.
  private func flow(_ items: [ScreenLine], _ width: Int) -> [ScreenLine] {
    var lines: [ScreenLine] = []
    var line = ScreenLine()
    for item in items {
      if line.width > 0, line.width + item.width + 3 > width {
        lines.append(line)
        line = ScreenLine()
      }
      line = line + (line.width == 0 ? ScreenLine("  ") : ScreenLine(" · ", .faint)) + item
    }
    return line.width > 0 ? lines + [line] : lines
  }

  private static func words(for blank: TypedAnswer.Blank, of draft: TypedAnswer) -> String {
    switch blank {
    case .field(let field):
      let all = draft.prompt.terms?.fields ?? []
      let place = (all.firstIndex { $0.name == field.name } ?? 0) + 1
      let count = all.count > 1 ? " (\(place) of \(all.count))" : ""
      return "\(field.name)\(count), \(FieldReading.hint(field.type))"
    case .input: return "Which input, and which value? Such as name=value"
    case .reason:
      switch draft.answer.choice {
      case .skip: return "Why is it skipped? It is recorded"
      case .reject: return "Why is it refused? It is recorded"
      case .done: return "What was done by hand? It is recorded"
      case .amend: return "Why is it changed? It is recorded"
      default: return "Why? It is recorded"
      }
    }
  }

  private static func confirmation(of draft: TypedAnswer) -> String {
    switch draft.answer.choice {
    case .decide: "\(draft.answer.option ?? "")?"
    case .stop: "End the whole run?"
    case .confirm where draft.prompt.subject == .hostMarker: "Take the host over from whoever left the marker?"
    case .confirm: "Does the host's own console print the same key?"
    default: "Sure?"
    }
  }
}

extension WallTime {
  /// `2026-11-20 03:05`.
  fileprivate var dayAndTime: String { String(text(fractionDigits: 0).prefix(16)).replacing("T", with: " ") }
}
