internal import RunbookModel

/// One line for every step, in the order in which they can start.
struct StepTableListing {
  private let plan: Plan
  private let times: PlanTimes
  private let width: Int
  private let values: [RunbookName: ListingValues]
  private var columns = Columns()

  /// The widths of the columns that are as wide as what stands in them.
  private struct Columns {
    var number = 2
    var phase = 0
    var name = 0
    var budget = 6
  }

  init(_ plan: Plan, _ times: PlanTimes, _ width: Int) {
    self.plan = plan
    self.times = times
    self.width = width
    values = Dictionary(plan.runbooks.map { ($0.name, ListingValues(plan, of: $0.name)) }) { first, _ in first }
    for place in times.order {
      columns.phase = max(columns.phase, plan.steps[place].step.phase.rawValue.utf8.count)
      if plan.steps[place].proof?.check == nil {
        columns.name = max(columns.name, plan.titleWidth(of: plan.steps[place].id))
      }
      let time = plan.steps[place].step.plannedTime
      if time != .zero { columns.budget = max(columns.budget, time.runbookText.utf8.count) }
    }
    columns.number = max(2, String(times.stages.max() ?? 0).utf8.count)
    columns.name = min(columns.name, max(12, width * 3 / 10))
  }

  func write(to page: inout ListingPage) {
    write(number: "No", mark: " ", phase: "Phase", name: "Step", what: "What", tag: "", budget: "Budget", to: &page)
    var rows: [Row: Int] = [:]
    for place in times.order { if let row = Row(plan.steps[place]) { rows[row, default: 0] += 1 } }
    for place in times.order {
      if let row = Row(plan.steps[place]) {
        // One line for all tries of the same sort, where the first of them stands.
        if let count = rows.removeValue(forKey: row) { writeRow(row, at: place, count, to: &page) }
      } else {
        writeStep(at: place, to: &page)
      }
    }
    page.endLine()
    page.add(lines: legend)
    page.add(lines: ExclusionListing(plan: plan, width: width).lines)
    page.add(lines: ProofListing(plan: plan, width: width).lines)
  }

  /// Tries of checks that belong together.
  private struct Row: Hashable {
    let runbook: RunbookName
    let wall: Wall

    init?(_ planned: PlannedStep) {
      guard let proof = planned.proof, proof.check != nil else { return nil }
      runbook = planned.id.runbook
      wall = Wall(proof)
    }
  }

  private func writeRow(_ row: Row, at place: Int, _ count: Int, to page: inout ListingPage) {
    let checks = count == 1 ? "1 check" : "\(count) checks"
    let (name, what) =
      switch row.wall {
      case .noticing(let damage): ("noticing-\(damage)", "\(checks) should notice the break")
      case .mended(let damage): ("mended-\(damage)", "\(checks) must hold again")
      default: ("seen-red", "\(checks) must fail without data")
      }
    write(
      number: String(times.stages[place]), mark: " ", phase: plan.steps[place].step.phase.rawValue,
      name: plan.title(of: StepID(row.runbook, StepName(name))), what: what, tag: "", budget: "–", to: &page)
  }

  private func writeStep(at place: Int, to page: inout ListingPage) {
    let step = plan.steps[place].step
    let id = plan.steps[place].id
    let what = step.name ?? values[id.runbook].map { StepSummary.line(for: step, $0) } ?? ""
    let tag = step.isGate ? step.condition == nil ? "gate" : "gate, if" : step.condition == nil ? "" : "if"
    let time = step.plannedTime
    write(
      number: String(times.stages[place]), mark: plan.steps[place].critical ? "*" : " ", phase: step.phase.rawValue,
      name: plan.title(of: id), what: ListingText.harmless(what), tag: tag.isEmpty ? "" : " · " + tag,
      budget: time == .zero ? "–" : time.runbookText, to: &page)
  }

  private func write(
    number: String, mark: String, phase: String, name: String, what: String, tag: String, budget: String,
    to page: inout ListingPage
  ) {
    let rest = max(10, width - columns.number - columns.phase - columns.name - columns.budget - 8)
    let tagWidth = ListingText.width(of: tag)
    page.add(number, rightIn: columns.number)
    page.add(mark)
    page.addSpaces(1)
    page.add(phase, paddedTo: columns.phase)
    page.addSpaces(2)
    page.add(name, paddedTo: columns.name)
    page.addSpaces(2)
    page.add(ListingText.cut(what, to: max(0, rest - tagWidth)) + tag, paddedTo: rest)
    page.addSpaces(2)
    page.add(budget, rightIn: columns.budget)
    page.endLine()
  }

  private var legend: [String] {
    var text = ""
    if times.hasSideBySide {
      text += "Steps with the same number can run side by side, up to \(plan.limits.total) at once. "
    }
    if !times.criticalPath.isEmpty { text += "* marks the longest way by budget. " }
    if times.order.contains(where: { plan.steps[$0].step.isGate }) {
      text += "Nothing below a gate starts before it is over; prechecks may run side by side. "
    }
    return text.isEmpty ? [] : ListingText.wrap(text, width: width) + [""]
  }
}
