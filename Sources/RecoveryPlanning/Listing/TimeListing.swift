internal import RunbookModel

/// What the budgets add up to, beside the targets.
struct TimeListing {
  var plan: Plan
  var times: PlanTimes
  var width: Int

  var lines: [String] {
    var lines = criticalPath
    for service in times.services { lines += ListingText.wrap(sentence(service), width: width, indentation: "  ") }
    let count = times.order.count { !plan.steps[$0].isAdded }
    if times.unbudgeted > 0, times.unbudgeted < count {
      lines += ListingText.wrap(
        "\(times.unbudgeted) of \(count) steps have no budget and count nothing, so it will take longer.",
        width: width)
    }
    return lines
  }

  private var criticalPath: [String] {
    guard !times.criticalPath.isEmpty else {
      return ListingText.wrap(
        "No step has a budget, so nothing is known about the time. Add `budget:` to the steps, or measure a drill.",
        width: width)
    }
    let path = times.criticalPath.map { plan.steps[$0] }.filter { $0.step.plannedTime > .zero }.map { planned in
      "\(plan.title(of: planned.id)) \(planned.step.plannedTime.runbookText)"
    }
    return ["Longest way by budget: \(times.criticalTime.runbookText)"]
      + ListingText.wrap("  " + path.joined(separator: " → "), width: width - 2).map { "  " + $0 } + [""]
  }

  private func sentence(_ time: PlanTimes.ServiceTime) -> String {
    guard !times.criticalPath.isEmpty else {
      return "Service \(time.service): the target is \(time.rto.runbookText)."
    }
    let total = time.planned + (time.allowance ?? .zero)
    let sum = time.allowance.map { "\(time.planned.runbookText) + \($0.runbookText) before the start = " } ?? ""
    let verdict =
      time.slack >= .zero
      ? "\(time.slack.runbookText) to spare" : "\((Duration.zero - time.slack).runbookText) over the target"
    return "Service \(time.service): \(sum)\(total.runbookText) of \(time.rto.runbookText), \(verdict)."
  }
}
