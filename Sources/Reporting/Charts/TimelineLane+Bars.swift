internal import RunCore
internal import RunbookModel

extension TimelineLane {
  /// The most tries of a step that have a bar each.
  static let mostTries = 12

  init(of step: StepSummary, heading: String, waits: [PromptSummary], look: ReportLook) {
    name = CellText.line(step.title, most: CellText.mostOfName)
    self.heading = heading
    bars = Self.bars(of: step)
    self.waits = Self.stretches(waits)
    let time = look.say.short(step.duration ?? .zero)
    let outcome = step.outcomeWords(say: look.say)
    label = step.status == .passed ? time : "\(time) \(outcome)"
    isCritical = step.isCritical
    isBad = step.status.tone == "bad" && !step.foundTrouble
  }

  /// Several steps in one row.
  init(named name: String, of steps: [StepSummary], waits: [StepID: [PromptSummary]], look: ReportLook) {
    let bad = steps.count { $0.status.tone == "bad" }
    self.name = CellText.line(name, most: CellText.mostOfName)
    bars = Self.merged(steps.map(Self.bar))
    self.waits = steps.flatMap { Self.stretches(waits[$0.id] ?? []) }
    isBad = bad > 0
    let time = look.say.short(end - (bars.first?.start ?? .zero))
    label = bad > 0 ? look.say("\(time), \(bad) failed") : time
  }

  private static func stretches(_ waits: [PromptSummary]) -> [(start: Duration, duration: Duration)] {
    waits.prefix(TimelineLanes.most).map { ($0.opened.elapsed, $0.waited) }
  }

  private static func bar(_ step: StepSummary) -> Bar {
    Bar(
      phase: step.phase, start: step.started?.elapsed ?? .zero, duration: step.duration ?? .zero,
      planned: step.planned, isOpen: step.ended == nil)
  }

  /// A bar for every try where there are several; the plan stands behind the first.
  private static func bars(of step: StepSummary) -> [Bar] {
    let whole = bar(step)
    let tries = step.attempts.filter { $0.result != .notDone }
    guard tries.count > 1, tries.count <= mostTries else { return [whole] }
    return tries.enumerated().map { number, attempt in
      let end = attempt.ended?.elapsed ?? whole.end
      let isOver = attempt.ended != nil
      return Bar(
        phase: step.phase, start: attempt.started.elapsed, duration: max(.zero, end - attempt.started.elapsed),
        planned: number == 0 ? step.planned : nil, isOpen: !isOver, isFailed: isOver && attempt.result != .succeeded)
    }
  }

  /// Bars of one phase that touch or overlap become one, so that the picture stays small however many steps there are.
  private static func merged(_ bars: [Bar]) -> [Bar] {
    let end = bars.map(\.end).max() ?? .zero
    let gap = end / 200
    var result: [Bar] = []
    for var bar in bars.sorted(by: { $0.start < $1.start }) {
      bar.planned = nil
      if let last = result.last, last.phase == bar.phase, bar.start <= last.end + gap {
        result[result.count - 1].duration = max(last.duration, bar.end - last.start)
        result[result.count - 1].isOpen = last.isOpen || bar.isOpen
      } else {
        result.append(bar)
      }
    }
    return result
  }
}
