internal import RunbookModel

/// Exactly what each step would do, so that it could be done by hand.
struct CommandListing {
  var plan: Plan
  var times: PlanTimes

  func write(to page: inout ListingPage) {
    for place in times.order { page.add(lines: block(plan.steps[place], number: times.stages[place])) }
    page.add(lines: ExclusionListing(plan: plan, width: 80).lines)
  }

  private func words(of become: Become) -> String { "\(become.user), by \(become.with.rawValue)" }

  private func block(_ planned: PlannedStep, number: Int) -> [String] {
    let step = planned.step
    let values = ListingValues(plan, of: planned.id.runbook)
    let name = step.name.map { "  " + ListingText.harmless($0) } ?? ""
    var lines = [
      "\(number). \(plan.title(of: planned.id))\(name)  [\(step.phase.rawValue)\(step.isGate ? ", gate" : "")]"
    ]
    func add(_ label: String, _ text: String) {
      let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        if index > 0, index == parts.count - 1, part.isEmpty { continue }
        lines.append("   " + ListingText.pad(index == 0 ? label : "", to: 11) + part)
      }
    }
    if !planned.needs.isEmpty { add("after", planned.needs.map { plan.title(of: $0.step) }.joined(separator: ", ")) }
    if let host = step.on { add("on", "\(host), \(planned.destination ?? "at the address that a step above gives")") }
    if let become = planned.become { add("become", words(of: become)) }
    for (host, become) in planned.endBecome.sorted(by: { $0.key < $1.key }) {
      add("become", "\(words(of: become)), on \(host)")
    }
    if let condition = step.condition { add("if", ListingText.harmless(condition.text)) }
    if let command = step.skipIf { add("skip if", ListingText.harmless(command.text)) }
    for value in step.with { add("with", "\(value.name)=\(values.fill(value.value))") }
    if !step.files.isEmpty { add("files", step.files.map { ListingText.harmless($0.text) }.joined(separator: ", ")) }
    add(step.kind.word.rawValue, StepCommand.text(of: step.kind, values))
    if !step.outputs.isEmpty { add("gives", step.outputs.map(\.text).joined(separator: ", ")) }
    for (label, text) in StepCommand.conditions(of: step, values) { add(label, text) }
    return lines + [""]
  }
}
