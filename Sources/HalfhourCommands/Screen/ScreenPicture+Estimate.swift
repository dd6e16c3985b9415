internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

extension ScreenPicture {
  /// When the checks of a service would be over, were every step to take its budget from here on.
  struct Estimate: Hashable {
    var left: Duration
    /// Steps on the way, checks left out, that have no budget, and so count nothing.
    var unknown: Int
  }

  /// Nil where no step that is left has a budget.
  func estimate(for service: ServiceSummary) -> Estimate? {
    let ends = plan.steps.indices.filter { index in
      plan.steps[index].id.runbook == service.runbook && counts(index) && isUnfinished(index)
    }
    guard !ends.isEmpty else { return nil }
    var times: [Int: Duration] = [:]
    for index in ends { measure(index, into: &times) }
    guard times.keys.contains(where: { budget($0) != nil }) else { return nil }
    let left = ends.compactMap { times[$0] }.max() ?? .zero
    return Estimate(left: left, unknown: times.keys.count { budget($0) == nil && !plan.steps[$0].step.isCheck })
  }

  /// Acceptance and cleanup come after the last check.
  private func counts(_ index: Int) -> Bool {
    plan.steps[index].step.phase < .accept && plan.steps[index].excluded == nil && !plan.steps[index].isAdded
  }

  private func isUnfinished(_ index: Int) -> Bool { state.steps[index].outcome == nil }

  private func budget(_ index: Int) -> Duration? {
    if let budget = plan.steps[index].step.budget { return budget }
    guard case .wait(let time) = plan.steps[index].step.kind else { return nil }
    return time.duration
  }

  /// The time until the step's end, after all that it waits for; a plan has no cycles, and long rows must not use up the stack.
  private func measure(_ start: Int, into times: inout [Int: Duration]) {
    var row = [start]
    while let index = row.last {
      let needs = plan.steps[index].needs.compactMap { state.graph.index(of: $0.step) }.filter(isUnfinished)
      let open = times[index] == nil ? needs.filter { times[$0] == nil } : []
      if open.isEmpty {
        row.removeLast()
        let before = needs.compactMap { times[$0] }.max() ?? .zero
        times[index] = before + remaining(index)
      } else {
        row += open
      }
    }
  }

  private func remaining(_ index: Int) -> Duration {
    guard let budget = budget(index) else { return .zero }
    let spent = state.steps[index].firstStarted.map { now.elapsed - $0.elapsed } ?? .zero
    return max(.zero, budget - spent)
  }

  /// `estimate: verified at 03:31, 4m to spare`; nil where budgets say nothing of what is left.
  func estimateLine(_ countdown: TargetCountdown) -> ScreenLine? {
    guard !isOver, state.stop == nil, countdown.isOpen, let estimate = estimate(for: countdown.service),
      estimate.left > .zero
    else {
      return nil
    }
    let at = (now.wall + estimate.left).timeOfDay.prefix(5)
    let spare = countdown.left - estimate.left
    let word = countdown.service.target.until == .accepted ? "verified, not yet accepted," : "verified"
    var line = ScreenLine(" estimate: \(word) at \(at)\(estimate.unknown > 0 ? " or later" : ""), ", .faint)
    line.add(
      "\(max(spare, .zero - spare).minuteText) \(spare < .zero ? "late" : "to spare")", spare < .zero ? .bad : .faint)
    if estimate.unknown > 0 {
      line.add("; \(estimate.unknown) step\(estimate.unknown == 1 ? " has" : "s have") no budget", .faint)
    }
    return line
  }
}

extension ScreenPicture {
  /// What the most urgent service can hope for; the first to give way but for the big clock.
  func estimates(_ width: Int) -> ScreenSection {
    let urgent = summary.countdowns(at: now).filter(\.isOpen).min { $0.left < $1.left }
    return ScreenSection(lines: [urgent.flatMap { estimateLine($0) }].compactMap { $0 }, least: 0, rank: 11)
  }
}

extension Duration {
  /// `14m`, `under 1m`, `2h5m`; cut.
  fileprivate var minuteText: String {
    let minutes = components.seconds / 60
    if minutes >= 60 { return "\(minutes / 60)h\(minutes % 60)m" }
    return minutes == 0 ? "under 1m" : "\(minutes)m"
  }
}
