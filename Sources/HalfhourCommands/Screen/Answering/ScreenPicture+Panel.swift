internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// The question that a person can answer on this terminal.
extension ScreenPicture {
  /// What is asked, what one should know, and who may say it; nothing stands above it but the clock.
  func panel(_ width: Int) -> ScreenSection {
    guard let dialog, !isOver, let prompt = dialog.prompt(in: state), summary.waits.indices.contains(prompt.number - 1)
    else { return ScreenSection(lines: [], rank: 3) }
    let wait = summary.waits[prompt.number - 1]
    let lines =
      [panelHeading(wait, width)] + questionLines(prompt, width) + factLines(prompt, width)
      + optionLines(prompt, width) + peopleLines(wait, width)
    return ScreenSection(lines: lines, least: lines.count, rank: 3, isSpaced: true) {
      ScreenLine("  … \($0) more lines; see: halfhour answer \(runText)", .attention)
    }
  }

  private func panelHeading(_ wait: PromptSummary, _ width: Int) -> ScreenLine {
    let open = summary.waits.filter(\.isOpen).map(\.prompt.number)
    let place = (open.firstIndex(of: wait.prompt.number) ?? 0) + 1
    let count = open.count > 1 ? "\(place) of \(open.count) " : ""
    var line = ScreenLine(" QUESTION \(count)", .question)
    line.add("  waits \(wait.waited.clockText)")
    if let (left, words) = silence(wait) {
      line.add("  \(words) in \(left.clockText)", left < .seconds(60) ? .bad : .attention)
    }
    let end = ScreenLine(wait.prompt.step.description + " ", .faint)
    // How long is left to answer is worth more than a name.
    return line.width + end.width < width ? line.withEnd(end, width: width) : line.cut(to: width)
  }

  /// What holds when nobody answers, and how soon.
  private func silence(_ wait: PromptSummary) -> (Duration, String)? {
    guard let terms = wait.prompt.terms, let timeout = terms.timeout else { return nil }
    let words =
      switch terms.onTimeout {
      case _ where wait.prompt.subject == .cleanup: "cleans up by itself"
      case .fail: wait.prompt.subject == .approval ? "counts as refused" : "counts as failed"
      case .skip: "is skipped"
      case .approve: "counts as approved"
      case .choose(let option): "\(option) is chosen"
      }
    return (max(.zero, timeout - wait.waited), words)
  }

  private func questionLines(_ prompt: Prompt, _ width: Int) -> [ScreenLine] {
    prompt.question.split(whereSeparator: \.isNewline).prefix(40)
      .flatMap { WrappedText.lines(String($0), width: max(1, width - 2), most: 12) }
      .map { ScreenLine("  ") + ScreenLine($0, .strong) }
  }

  private func factLines(_ prompt: Prompt, _ width: Int) -> [ScreenLine] {
    let facts = prompt.terms?.facts ?? []
    let names = min(facts.map { DisplayWidth.of(DisplayText.clean($0.name)) }.max() ?? 0, max(6, width / 3))
    return facts.flatMap { fact in
      WrappedText.lines(fact.value, width: max(1, width - names - 7), most: 3).enumerated().map { row, text in
        ScreenLine("    ") + ScreenLine(row == 0 ? fact.name : "", .faint).column(names) + ScreenLine("  \(text)")
      }
    }
  }

  private func optionLines(_ prompt: Prompt, _ width: Int) -> [ScreenLine] {
    let options = prompt.terms?.options ?? []
    let names = min(options.map { DisplayWidth.of(DisplayText.clean($0.name)) }.max() ?? 0, max(6, width / 3))
    return options.enumerated().flatMap { place, option in
      let about = WrappedText.lines(option.about ?? "", width: max(1, width - names - 8), most: 4)
      return (about.isEmpty ? [""] : about).enumerated().map { row, text in
        let key = row == 0 ? (place < 9 ? "\(place + 1)" : " ") : " "
        return ScreenLine("  ") + ScreenLine(key, .attention) + ScreenLine("  ")
          + ScreenLine(row == 0 ? option.name : "", .strong).column(names) + ScreenLine("  \(text)")
      }
    }
  }

  /// Who may answer, who has, and whom to call.
  private func peopleLines(_ wait: PromptSummary, _ width: Int) -> [ScreenLine] {
    var texts: [String] = []
    if let terms = wait.prompt.terms {
      if let role = terms.role { texts.append("answered by \(role): \(names(state.plan.site.people(with: role)))") }
      if terms.count > 1 {
        let given = wait.approvals.map(\.by.description)
        let far =
          given.isEmpty ? "nobody has yet" : "\(given.count) of \(terms.count): \(given.joined(separator: ", "))"
        texts.append("\(terms.count) different people must approve; \(far)")
      }
      if let excluded = terms.excluded { texts.append("not by \(excluded), who started the run") }
      // Unless the author says otherwise, they are reached as the site says, which stands there already.
      let known = terms.role.map { state.plan.site.people(with: $0) } ?? []
      if let contact = terms.contact, known.isEmpty || !known.allSatisfy({ contact.contains($0.name.text) }) {
        texts.append("reach them: \(contact)")
      }
    } else if let owner = owner(of: wait.prompt.step) {
      texts.append("call \(owner): \(names(state.plan.site.people(with: owner)))")
    }
    return texts.flatMap { WrappedText.lines($0, width: max(1, width - 2), most: 3) }
      .map { ScreenLine("  \($0)", .faint) }
  }

  private func names(_ people: [PlannedPerson]) -> String {
    guard !people.isEmpty else { return "nobody has that role" }
    return people.map { person in person.name.text + (person.contact.map { " (\($0))" } ?? "") }
      .joined(separator: ", ")
  }

  private func owner(of step: StepID) -> RoleName? {
    plan.services.first { $0.runbook == step.runbook }?.owner
  }
}
