internal import RunCore
internal import RunbookModel

/// What a run that isn't over waits for, and how it is taken up.
extension NextSteps {
  /// Empty for a run that is over.
  var open: [String] {
    guard summary.verdict == nil else { return [] }
    let questions = summary.waits.filter(\.isOpen)
    let left = questions.count - Self.most
    return questions.prefix(Self.most).map(sentence)
      + (left > 0 ? [say("And \(left) more questions wait, by the table of waits below.")] : []) + [takingUp]
  }

  private func sentence(_ wait: PromptSummary) -> String {
    let terms = wait.prompt.terms
    let since = minute(wait.opened.wall)
    let question = CellText.line(wait.prompt.question, most: 200)
    let people = holders(of: wait)
    let waits =
      if let role = terms?.role {
        people.isEmpty
          ? say("It waits for \(role) since \(since): \(question)")
          : say("It waits for \(role) (\(people)) since \(since): \(question)")
      } else {
        say("It waits for an answer since \(since): \(question)")
      }
    let given = wait.approvals.count
    let count = terms.flatMap { $0.count > 1 ? say("\(given) of \($0.count) people have approved.") : nil }
    let how = say("Answer it with: halfhour answer \(run) \(wait.prompt.number)")
    let hasStop = waits.last.map { ".?!:…".contains($0) } ?? false
    return ([hasStop ? waits : waits + "."] + [count, how].compactMap { $0 }).joined(separator: " ")
  }

  /// Who holds the role and has not answered yet, but for whoever the author excludes.
  private func holders(of wait: PromptSummary) -> String {
    guard let terms = wait.prompt.terms, let role = terms.role else { return "" }
    let answered =
      wait.approvals.compactMap { $0.by.attested?.text } + [terms.excluded?.attested?.text].compactMap { $0 }
    let people = summary.participants.filter { $0.roles.contains(role) && !answered.contains($0.person) }
    return people.prefix(Self.most).map { CellText.line($0.person, most: 60) }.joined(separator: ", ")
  }

  private var run: String { summary.run?.text ?? "RUN" }

  private var takingUp: String {
    switch isInHand {
    case true: return say("A process had the run in hand when this report was made.")
    case false: return say("Nobody has the run in hand. Take it up with: halfhour resume \(run)")
    case nil: return say("If nobody has the run in hand, take it up with: halfhour resume \(run)")
    }
  }

  /// The time of day, with its day where the record's last entry is of another.
  private func minute(_ time: WallTime) -> String {
    let isToday = summary.lastTold.map { look.day($0) == look.day(time) } ?? false
    return isToday ? time.hourAndMinute : "\(look.day(time)) \(time.hourAndMinute)"
  }
}
