internal import Digests
internal import RunbookModel

/// What is recovered, how, and with which values.
struct ListingHeading {
  var plan: Plan
  var width: Int

  var lines: [String] {
    let mode = plan.mode == .drill ? "a drill" : "an incident"
    var lines = ListingText.wrap("Plan of \(mode): \(title)", width: width)
    lines.append("")
    lines += row("Site", plan.site.name)
    if let set = plan.set { lines += row("Set", "\(set.name), \(set.path)") }
    for runbook in plan.runbooks { lines += row("Runbook", "\(runbook.name), \(runbook.path)") }
    for runbook in plan.runbooks {
      for (name, value) in runbook.inputs.sorted(by: { $0.key < $1.key }) {
        let owner = plan.runbooks.count > 1 ? "\(runbook.name)." : ""
        lines += row("Input", "\(owner)\(name) = \(value)")
      }
    }
    lines += row("Plan", String(PlanText.hash(of: plan).description.prefix(16)))
    return lines + [""]
  }

  private var title: String { plan.heading?.title ?? plan.root.text }

  private func row(_ label: String, _ text: String) -> [String] {
    let lines = ListingText.wrap(ListingText.harmless(text), width: width - 9)
    return lines.enumerated().map { ListingText.pad($0 == 0 ? label : "", to: 9) + $1 }
  }
}
