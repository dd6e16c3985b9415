internal import RunbookModel

/// A value can only be read where the step that gives it is surely over, and was carried out.
struct OutputUseCheck {
  let table: StepTable
  let reachability: Reachability

  func check(_ uses: [OutputUse]) -> [Diagnostic] {
    unordered(uses) + unreachable(uses)
  }

  private func unordered(_ uses: [OutputUse]) -> [Diagnostic] {
    var open: [Int: [OutputUse]] = [:]
    for use in uses where !waitsForAllAbove(use) { open[use.source, default: []].append(use) }
    return open.keys.sorted().flatMap { source in
      let candidates = open[source] ?? []
      let waiters = reachability.waiters(for: source, among: Array(Set(candidates.map(\.step))))
      return candidates.filter { !waiters.contains($0.step) }.map(missingNeed)
    }
  }

  private func waitsForAllAbove(_ use: OutputUse) -> Bool {
    table.waitsForAllAbove(use.step) && table.owners[use.step] == table.owners[use.source] && use.source < use.step
  }

  private func missingNeed(_ use: OutputUse) -> Diagnostic {
    let isOwn = table.owners[use.step] == table.owners[use.source]
    let source = isOwn ? table.steps[use.source].id.text : table.id(of: use.source).description
    let needs = table.steps[use.step].needs
    let isBelow = isOwn && use.source > use.step
    let written = (table.waitsForAllAbove(use.step) ? ["above"] : []) + needs.references.map(\.text) + [source]
    return Diagnostic(
      "step \"\(table.steps[use.step].id)\" reads `\(use.name)`, "
        + (isBelow ? "but \"\(source)\" stands below it" : "but doesn't wait for \"\(source)\""),
      at: use.location,
      hint: isBelow
        ? "move \"\(source)\" up, above this step" : "add it: `needs: [\(written.joined(separator: ", "))]`",
      notes: [.init("\"\(source)\" stands here", at: table.steps[use.source].location)])
  }

  /// A step of this mode that needs what a step of the other mode would give could never start.
  private func unreachable(_ uses: [OutputUse]) -> [Diagnostic] {
    uses.filter {
      $0.isRequired && table.isExcluded($0.source) && !table.isExcluded($0.step) && !table.isTrial($0.step)
    }.map { use in
      let source = table.steps[use.source]
      return Diagnostic(
        "step \"\(table.steps[use.step].id)\" can't be reached in this mode: it reads `\(use.name)`, and \"\(source.id)\" "
          + "runs only in \(source.only == .drill ? "a drill" : "an incident")",
        at: use.location, hint: "give both steps the same `only`, or let a step of this mode give the value",
        notes: [.init("\"\(source.id)\" stands here", at: source.location)])
    }
  }
}
