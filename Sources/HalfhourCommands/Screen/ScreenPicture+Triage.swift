internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

extension ScreenPicture {
  /// What the first look found, until the restoring begins: each question with its answer on one line.
  func triage(_ width: Int) -> ScreenSection {
    let places = plan.steps.indices.filter {
      plan.steps[$0].step.phase == .triage && plan.steps[$0].proof == nil && state.steps[$0].outcome != .excluded
    }
    let isShown = places.contains { state.steps[$0].firstStarted != nil } && !isOver && !hasBegunToRestore
    guard isShown else { return ScreenSection(lines: [], rank: 6) }
    let columns = idWidth(places, width)
    let lines = places.map { index in
      let (word, style) = finding(index)
      let words = state.steps[index].lastMessage.map { DisplayText.firstLine($0) } ?? plan.steps[index].step.name ?? ""
      return ScreenLine("  ") + ScreenLine(word, style).column(5) + ScreenLine(" ")
        + ScreenLine(plan.steps[index].id.description).column(columns) + ScreenLine("  \(words)", .faint)
    }
    return ScreenSection(heading: ScreenLine(" TRIAGE", .strong), lines: lines, least: 3, rank: 6) {
      ScreenLine("  and \($0) more", .faint)
    }
  }

  private var hasBegunToRestore: Bool {
    plan.steps.indices.contains {
      plan.steps[$0].step.phase >= .restore && plan.steps[$0].proof == nil && state.steps[$0].firstStarted != nil
    }
  }

  private func finding(_ index: Int) -> (String, ScreenStyle) {
    switch state.steps[index].state {
    case .finished(.passed), .finished(.alreadyDone), .finished(.byHand): ("OK", .good)
    case .finished(.skipped), .finished(.cancelled), .finished(.excluded): ("-", .faint)
    case .finished(.failed), .asking: ("DOWN", .bad)
    case .waiting, .running, .backingOff: ("…", .plain)
    }
  }

  /// Who is here.
  func present(_ width: Int) -> ScreenSection {
    let people = summary.participants.filter { $0.presence == .present }
    guard !people.isEmpty, !isOver else { return ScreenSection(lines: [], rank: 10) }
    let names = people.map { person in
      person.person + (person.roles.isEmpty ? "" : " (\(person.roles.map(\.text).joined(separator: ", ")))")
    }
    return ScreenSection(
      lines: [ScreenLine("  present: \(names.joined(separator: ", "))", .faint)], least: 0, rank: 10)
  }
}
