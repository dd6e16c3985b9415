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

  init(_ summary: RunSummary, look: ReportLook) {
    // What came after the end, such as taking steps back, would leave the run no room in its own picture.
    let end = summary.clocks.ended?.elapsed
    let begun = summary.steps.filter { step in
      step.started.map { start in end.map { start.elapsed <= $0 } ?? true } ?? false
    }
    let ran = begun.filter { $0.proof == nil }
    let waits = Dictionary(grouping: summary.waits, by: \.prompt.step)
    let proofs = Self.ofProofs(begun.filter { $0.proof != nil }, look)
    let steps = Self.ofSteps(ran, waits, look)
    if steps.count <= Self.most {
      lanes = steps + proofs.prefix(Self.most - steps.count)
      note = ""
      return
    }
    let phases = Self.grouped(ran) { "\($0.id.runbook): \($0.phase.words(say: look.say))" }
    if phases.count <= Self.most {
      let rows = phases.map { TimelineLane(named: $0, of: $1, waits: waits, look: look) }
      lanes = rows + proofs.prefix(Self.most - rows.count)
      note = look.say("The run had \(begun.count) steps; each row is one phase of a runbook.")
      return
    }
    let runbooks = Self.grouped(ran) { $0.id.runbook.text }
    let left = runbooks.count - min(runbooks.count, Self.most)
    lanes = runbooks.prefix(Self.most).map { TimelineLane(named: $0, of: $1, waits: waits, look: look) }
    let rows = look.say("The run had \(begun.count) steps; each row is one runbook.")
    let rest = look.say("\(left) more runbooks are left out of the picture; the table has them.")
    note = left > 0 ? "\(rows) \(rest)" : rows
  }

  /// Below the names of their services where there are several; phases keep their order within.
  private static func ofSteps(
    _ steps: [StepSummary], _ waits: [StepID: [PromptSummary]], _ look: ReportLook
  ) -> [TimelineLane] {
    guard steps.count <= most else { return steps.map { _ in .group("") } }
    let services = grouped(steps) { $0.service?.text ?? $0.id.runbook.text }
    return services.flatMap { name, steps -> [TimelineLane] in
      var last = ""
      let lanes = steps.map { step in
        let heading = step.phase.rawValue == last ? "" : step.phase.words(say: look.say)
        last = step.phase.rawValue
        return TimelineLane(of: step, heading: heading, waits: waits[step.id] ?? [], look: look)
      }
      return services.count > 1 ? [.group(name)] + lanes : lanes
    }
  }

  /// What a drill alone does: a row for the checks that had to fail, and one for each break.
  private static func ofProofs(_ steps: [StepSummary], _ look: ReportLook) -> [TimelineLane] {
    let isOne = Set(steps.map(\.id.runbook)).count <= 1
    let lanes = grouped(steps) { step in
      let name = step.proof?.damage.map { look.say("break \($0)") } ?? look.say("checks seen red")
      return isOne ? name : "\(step.id.runbook): \(name)"
    }.map { name, steps in
      var lane = TimelineLane(named: name, of: steps, waits: [:], look: look)
      lane.isProof = true
      return lane
    }
    return lanes.isEmpty ? [] : [.group(look.say("only in a drill"))] + lanes
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
}
