internal import RunbookModel

/// One line for every step, in the order in which they can start.
struct StepTableListing {
  private let plan: Plan
  private let times: PlanTimes
  private let width: Int

  init(_ plan: Plan, _ times: PlanTimes, _ width: Int) {
    self.plan = plan
    self.times = times
    self.width = width
  }

  private struct Row {
    var number: String
    var mark: String
    var phase: String
    var name: String
    var what: String
    var tag: String
    var budget: String
  }

  var lines: [String] {
    let rows = self.rows
    let numbers = max(2, rows.map(\.number.count).max() ?? 0)
    let phases = rows.map(\.phase.count).max() ?? 0
    let names = min(rows.map(\.name.count).max() ?? 0, max(12, width * 3 / 10))
    let budgets = max(6, rows.map(\.budget.count).max() ?? 0)
    let rest = max(10, width - numbers - phases - names - budgets - 8)
    func line(_ row: Row) -> String {
      let left = ListingText.pad(row.name, to: names)
      let tag = row.tag.isEmpty ? "" : " · " + row.tag
      let what = ListingText.cut(row.what, to: max(0, rest - tag.count)) + tag
      return String(repeating: " ", count: max(0, numbers - row.number.count)) + row.number + row.mark + " "
        + ListingText.pad(row.phase, to: phases) + "  " + left + "  " + ListingText.pad(what, to: rest) + "  "
        + String(repeating: " ", count: max(0, budgets - row.budget.count)) + row.budget
    }
    let heading = Row(
      number: "No", mark: " ", phase: "Phase", name: "Step", what: "What", tag: "", budget: "Budget")
    return [line(heading)] + rows.map(line) + [""] + legend + excluded
  }

  private var rows: [Row] {
    let steps = Dictionary(plan.steps.map { ($0.id, $0) }) { first, _ in first }
    return times.stages.enumerated().flatMap { number, stage in
      stage.compactMap { id in steps[id].map { row($0, number: number + 1) } }
    }
  }

  private func row(_ planned: PlannedStep, number: Int) -> Row {
    let step = planned.step
    let what = step.name ?? StepSummary.line(for: step, ListingValues(plan, of: planned.id.runbook))
    return Row(
      number: "\(number)", mark: planned.critical ? "*" : " ", phase: step.phase.rawValue,
      name: plan.title(of: planned.id), what: ListingText.harmless(what),
      tag: [step.isGate ? "gate" : nil, step.condition != nil ? "if" : nil].compactMap { $0 }.joined(separator: ", "),
      budget: step.plannedTime == .zero ? "–" : step.plannedTime.runbookText)
  }

  private var legend: [String] {
    var text = ""
    if times.stages.contains(where: { $0.count > 1 }) {
      text += "Steps with the same number can run side by side, up to \(plan.limits.total) at once. "
    }
    if !times.criticalPath.isEmpty { text += "* marks the longest way by budget. " }
    if plan.steps.contains(where: { $0.excluded == nil && $0.step.isGate }) {
      text += "Nothing below a gate starts before it is over; prechecks may run side by side. "
    }
    return text.isEmpty ? [] : ListingText.wrap(text, width: width) + [""]
  }

  private var excluded: [String] { ExclusionListing(plan: plan, width: width).lines }
}

/// The steps that the mode leaves out, each with its reason.
struct ExclusionListing {
  var plan: Plan
  var width: Int

  var lines: [String] {
    let excluded = plan.steps.filter { $0.excluded != nil }
    guard !excluded.isEmpty else { return [] }
    let names = min(excluded.map { plan.title(of: $0.id).count }.max() ?? 0, max(12, width * 3 / 10))
    return ["Left out in \(plan.mode.phrase)"]
      + excluded.map { planned in
        guard case .only(let mode) = planned.excluded else { return "" }
        let reason = "only in \(mode.phrase)" + (planned.step.name.map { ": \(ListingText.harmless($0))" } ?? "")
        let name = ListingText.pad(plan.title(of: planned.id), to: names)
        return "  \(name)  " + ListingText.cut(reason, to: max(20, width - names - 4))
      } + [""]
  }
}

extension RunMode {
  /// `a drill` or `an incident`.
  var phrase: String { self == .drill ? "a drill" : "an incident" }
}

extension Plan {
  /// With its runbook only where there are several.
  func title(of id: StepID) -> String { runbooks.count > 1 ? id.description : id.step.text }
}
