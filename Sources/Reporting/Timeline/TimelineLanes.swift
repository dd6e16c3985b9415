internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// The rows of the picture: a step each; where that is too many, a phase of a runbook each; else a runbook each.
struct TimelineLanes {
  /// The most rows that can be read.
  static let most = 40

  let lanes: [TimelineLane]
  /// What a reader must know of the choice, or nothing.
  let note: String

  init(_ summary: RunSummary) {
    // What came after the end, such as taking steps back, would leave the run no room in its own picture.
    let end = summary.clocks.ended?.elapsed
    let begun = summary.steps.filter { step in
      step.started.map { start in end.map { start.elapsed <= $0 } ?? true } ?? false
    }
    let proving = begun.filter { $0.proof != nil }
    let ran = begun.filter { $0.proof == nil }
    let waits = Dictionary(grouping: summary.waits, by: \.prompt.step)
    if ran.count <= Self.most {
      let isOne = Set(ran.map(\.id.runbook)).count <= 1
      lanes = Self.inOrder(Self.ofSteps(ran, waits: waits, isOne: isOne), Self.ofProofs(proving))
      note = ""
      return
    }
    let phases = Self.grouped(begun) { "\($0.id.runbook): \($0.phase.rawValue)" }
    if phases.count <= Self.most {
      lanes = phases.map { Self.lane(named: $0, of: $1, waits: waits) }
      note = "The run had \(begun.count) steps; each row is one phase of a runbook."
      return
    }
    let runbooks = Self.grouped(begun) { $0.id.runbook.text }
    let left = runbooks.count - min(runbooks.count, Self.most)
    lanes = runbooks.prefix(Self.most).map { Self.lane(named: $0, of: $1, waits: waits) }
    note =
      "The run had \(begun.count) steps; each row is one runbook."
      + (left > 0 ? " \(left) more runbooks are left out of the picture; the table has them." : "")
  }

  /// What a drill alone does: a row for the checks that had to fail, and one for each break.
  private static func ofProofs(_ steps: [StepSummary]) -> [TimelineLane] {
    let isOne = Set(steps.map(\.id.runbook)).count <= 1
    return grouped(steps) { step in
      let name = step.proof?.damage.map { "break \($0)" } ?? "checks seen red"
      return isOne ? name : "\(step.id.runbook): \(name)"
    }.map { lane(named: $0, of: $1, waits: [:]) }
  }

  /// Each new lane before the first that begins after it; the others keep their order.
  private static func inOrder(_ lanes: [TimelineLane], _ added: [TimelineLane]) -> [TimelineLane] {
    var result = lanes
    for lane in added {
      let start = lane.bars.first?.start ?? .zero
      let place = result.firstIndex { ($0.bars.first?.start ?? .zero) > start && !$0.heading.isEmpty }
      result.insert(lane, at: place ?? result.endIndex)
    }
    return result
  }

  /// Groups keep the order in which they first appear.
  private static func grouped(
    _ steps: [StepSummary], by name: (StepSummary) -> String
  ) -> [(String, [StepSummary])] {
    var places: [String: Int] = [:]
    var groups: [(String, [StepSummary])] = []
    for step in steps {
      let name = name(step)
      if let place = places[name] {
        groups[place].1.append(step)
      } else {
        places[name] = groups.count
        groups.append((name, [step]))
      }
    }
    return groups
  }

  private static func ofSteps(
    _ steps: [StepSummary], waits: [StepID: [PromptSummary]], isOne: Bool
  ) -> [TimelineLane] {
    var last = ""
    return steps.map { step in
      let group = isOne ? step.phase.rawValue : "\(step.id.runbook): \(step.phase.rawValue)"
      defer { last = group }
      return TimelineLane(
        name: step.title, heading: group == last ? "" : group, bars: [bar(step)], waits: stretches(waits[step.id]),
        label: label(step), isCritical: step.isCritical, isBad: step.status.tone == "bad")
    }
  }

  private static func label(_ step: StepSummary) -> String {
    let time = (step.duration ?? .zero).roundedText
    return step.status == .passed ? time : "\(time) \(step.outcomeWords)"
  }

  private static func lane(
    named name: String, of steps: [StepSummary], waits: [StepID: [PromptSummary]]
  ) -> TimelineLane {
    let bad = steps.count { $0.status.tone == "bad" }
    let bars = merged(steps.map(bar))
    var lane = TimelineLane(
      name: name, heading: "", bars: bars, waits: steps.flatMap { stretches(waits[$0.id]) }, label: "",
      isCritical: false, isBad: bad > 0)
    let start = bars.first?.start ?? .zero
    lane.label = (lane.end - start).roundedText + (bad > 0 ? ", \(bad) failed" : "")
    return lane
  }

  private static func stretches(_ waits: [PromptSummary]?) -> [(start: Duration, duration: Duration)] {
    (waits ?? []).prefix(most).map { ($0.opened.elapsed, $0.waited) }
  }

  private static func bar(_ step: StepSummary) -> TimelineLane.Bar {
    TimelineLane.Bar(
      phase: step.phase, start: step.started?.elapsed ?? .zero, duration: step.duration ?? .zero,
      planned: step.planned, isOpen: step.ended == nil)
  }

  /// Bars of one phase that touch or overlap become one, so that the picture stays small however many steps there are.
  private static func merged(_ bars: [TimelineLane.Bar]) -> [TimelineLane.Bar] {
    let end = bars.map { $0.start + $0.duration }.max() ?? .zero
    let gap = end / 200
    var result: [TimelineLane.Bar] = []
    for var bar in bars.sorted(by: { $0.start < $1.start }) {
      bar.planned = nil
      if let last = result.last, last.phase == bar.phase, bar.start <= last.start + last.duration + gap {
        let duration = max(last.duration, bar.start + bar.duration - last.start)
        result[result.count - 1].duration = duration
        result[result.count - 1].isOpen = last.isOpen || bar.isOpen
      } else {
        result.append(bar)
      }
    }
    return result
  }
}
