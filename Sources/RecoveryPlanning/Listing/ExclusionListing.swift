internal import RunbookModel

/// The steps that the mode leaves out, each with its reason.
struct ExclusionListing {
  var plan: Plan
  var width: Int

  var lines: [String] {
    let excluded = plan.steps.indices.filter { plan.steps[$0].excluded != nil && plan.steps[$0].undoes == nil }
    guard !excluded.isEmpty else { return undo }
    let names = min(excluded.map { plan.titleWidth(of: plan.steps[$0].id) }.max() ?? 0, max(12, width * 3 / 10))
    return ["Left out in \(plan.mode.phrase)"]
      + excluded.map { place in
        let planned = plan.steps[place]
        guard case .only(let mode) = planned.excluded else { return "" }
        let reason = "only in \(mode.phrase)" + (planned.step.name.map { ": \(ListingText.harmless($0))" } ?? "")
        let name = ListingText.pad(plan.title(of: planned.id), to: names)
        return "  \(name)  " + ListingText.cut(reason, to: max(20, width - names - 4))
      } + [""] + undo
  }

  /// The steps that say how they are taken back; what does so is no step of the plan.
  private var undo: [String] {
    let names = plan.steps.compactMap(\.undoes).map { plan.title(of: $0) }
    guard !names.isEmpty else { return [] }
    let words = "Taken back on request, once a run is over (resume --undo): \(names.joined(separator: ", "))"
    return ListingText.wrap(words, width: width) + [""]
  }
}

extension RunMode {
  /// `a drill` or `an incident`.
  var phrase: String { self == .drill ? "a drill" : "an incident" }
}

extension Plan {
  /// With its runbook only where there are several.
  func title(of id: StepID) -> String { runbooks.count > 1 ? id.description : id.step.text }

  func titleWidth(of id: StepID) -> Int {
    let width = ListingText.width(of: id.step.text)
    return runbooks.count > 1 ? ListingText.width(of: id.runbook.text) + 1 + width : width
  }
}
