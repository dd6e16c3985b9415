internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

extension ScreenPicture {
  var longestRunning: Int? { running.first }

  /// Oldest first, so that lines keep their places.
  private var running: [Int] {
    places { if case .running = $0 { true } else { false } }.sorted { startTime($0) < startTime($1) }
  }

  private func startTime(_ index: Int) -> Duration { state.steps[index].firstStarted?.elapsed ?? .zero }

  private var backingOff: [Int] {
    places { if case .backingOff = $0 { true } else { false } }
  }

  /// One line: the phase, and how many steps are in which state.
  func progress(_ width: Int) -> ScreenSection {
    let counted = summary.steps.filter { $0.status != .excluded }
    func count(_ statuses: StepSummary.Status...) -> Int { counted.count { statuses.contains($0.status) } }
    let found = counted.count(where: \.foundTrouble)
    let done = count(.passed, .alreadyDone, .byHand) + found
    var line = ScreenLine(" \(done) of \(counted.count) steps done", .strong)
    let others: [(Int, String, ScreenStyle)] = [
      (count(.running), "running", .plain), (count(.retrying), "to be tried again", .attention),
      (count(.asking), "asking", .attention), (count(.failed) - found, "failed", .bad),
      (count(.skipped), "skipped", .attention),
      (count(.cancelled), "cancelled", .attention), (count(.notReached), "not reached", .plain),
    ]
    for (number, word, style) in others where number > 0 {
      line.add(" · ", .faint)
      line.add("\(number) \(word)", style)
    }
    if let phase = currentPhase(counted) {
      line = line.withEnd(ScreenLine("phase: \(isProving ? "proving" : phase.rawValue) "), width: width)
    }
    return ScreenSection(lines: [line], rank: 7)
  }

  /// Whether the drill now breaks on purpose what is back already.
  var isProving: Bool {
    !isOver && summary.steps.contains { $0.proof?.damage != nil && [.running, .retrying].contains($0.status) }
  }

  private func currentPhase(_ steps: [StepSummary]) -> Phase? {
    guard !isOver else { return nil }
    let active = steps.filter { [.running, .retrying, .asking].contains($0.status) }
    return (active.isEmpty ? steps.filter { $0.status == .waiting } : active).map(\.phase).min()
  }

  /// What runs, then what will be tried again.
  func underWay(_ width: Int) -> ScreenSection {
    let running = running
    let backingOff = backingOff
    guard !isOver else { return ScreenSection(lines: [], rank: 6) }
    let columns = idWidth(running + backingOff, width)
    let lines =
      running.map { runningLine($0, columns, width) } + backingOff.map { againLine($0, columns, width) }
    return ScreenSection(heading: ScreenLine(" RUNNING", .strong), lines: lines, least: 3, rank: 6) {
      ScreenLine("  and \($0) more", .faint)
    }
  }

  /// Wide enough for the longest name of a step, within a third of the screen.
  func idWidth(_ indices: [Int], _ width: Int) -> Int {
    let widest = indices.map { DisplayWidth.of(DisplayText.clean(plan.steps[$0].id.description)) }.max() ?? 0
    return min(widest, max(8, width / 3))
  }

  private func runningLine(_ index: Int, _ columns: Int, _ width: Int) -> ScreenLine {
    let step = plan.steps[index].step
    let elapsed = max(.zero, now.elapsed - startTime(index))
    var line = ScreenLine("  ") + ScreenLine(plan.steps[index].id.description).column(columns)
    if let note = note(index) { line.add("  \(note)", .attention) }
    if let name = step.name { line.add("  \(name)", .faint) }
    if step.polling != nil { line.add("  until it holds", .faint) }
    return line.withEnd(time(elapsed, of: step.budget, width), width: width)
  }

  /// `04:31 / 9m   █████░░░░░`; without a budget the time alone.
  private func time(_ elapsed: Duration, of budget: Duration?, _ width: Int) -> ScreenLine {
    guard let budget else { return ScreenLine(elapsed.clockText) + bar(nil, over: "", width) }
    let isOver = elapsed > budget
    var line = ScreenLine(elapsed.clockText, isOver ? .bad : .plain)
    line.add(" / \(budget.runbookText)")
    let missing = 13 - line.width
    let start = missing > 0 ? ScreenLine(String(repeating: " ", count: missing)) + line : line
    return start + bar(budget > .zero ? elapsed / budget : 1, over: (elapsed - budget).clockText, width)
  }

  /// Wide screens show a bar; the place is kept where there is none, so that times stand below each other.
  private func bar(_ part: Double?, over: String, _ width: Int) -> ScreenLine {
    let isOver = part.map { $0 > 1 } ?? false
    guard width >= 70 else { return ScreenLine(isOver ? " !" : "  ", .bad) }
    let columns = width >= 100 ? 20 : 10
    guard let part else { return ScreenLine(String(repeating: " ", count: columns + 2)) }
    if isOver { return ScreenLine("  ") + ScreenLine("OVER \(over)", .bad).column(columns) }
    return ScreenLine("  ") + ScreenLine(ScreenBar.text(part, width: columns), .good)
  }

  /// What is special about the try that runs.
  private func note(_ index: Int) -> String? {
    guard case .running(let attempt) = state.steps[index].state else { return nil }
    switch attempt.purpose {
    case .skipIf: return "(is it done already?)"
    case .reset: return "(clearing up before another try)"
    case .work, .adHoc: break
    }
    let tries = state.steps[index].tries
    return tries > 1 ? tryText(index, tries) : nil
  }

  private func tryText(_ index: Int, _ number: Int) -> String {
    let attempts = plan.steps[index].step.retry?.attempts
    return "try \(number)" + (attempts.map { $0 >= number ? " of \($0)" : "" } ?? "")
  }

  private func againLine(_ index: Int, _ columns: Int, _ width: Int) -> ScreenLine {
    guard case .backingOff(_, let until, let why) = state.steps[index].state else { return ScreenLine() }
    let wait = until - now.elapsed
    let when = wait > .zero ? "in \(wait.clockText)" : "now"
    var line = ScreenLine("  ") + ScreenLine(plan.steps[index].id.description).column(columns)
    let message = state.steps[index].lastMessage.map { ": \(DisplayText.firstLine($0))" } ?? ""
    switch why {
    case .next: line.add("  goes on", .faint)
    case .poll: line.add("  does not hold yet, asked again \(when)\(message)", .attention)
    case .retry: line.add("  \(tryText(index, state.steps[index].tries + 1)) \(when)\(message)", .attention)
    case .neverStarted: line.add("  had not started, started again \(when)\(message)", .attention)
    case .unknown: line.add("  ended nobody knows how, looked at again \(when)\(message)", .attention)
    }
    return line
  }
}
