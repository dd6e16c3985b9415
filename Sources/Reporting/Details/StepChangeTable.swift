internal import RunCore
internal import RunbookModel
internal import Templates

/// The steps whose time differs most from that in the last run that can be compared with this one.
struct StepChangeTable {
  let steps: StepChanges
  let cells: Cells

  private static let most = 3

  init(summary: RunSummary, earlier: [EarlierRun], cells: Cells) {
    steps = StepChanges(summary: summary, earlier: earlier)
    self.cells = cells
  }

  var note: String {
    guard let base = steps.base else { return "" }
    let day = cells.look.day(base.started)
    return base.mode == .drill
      ? cells.say("The steps whose time changed most since the drill of \(day):")
      : cells.say("The steps whose time changed most since the incident of \(day):")
  }

  var rows: TemplateValue {
    cells.list(steps.changes, most: Self.most) { change in
      .map([
        "name": cells.name(change.step.title), "id": cells.name(change.step.id.description),
        "then": .string(cells.say.short(change.then)), "now": .string(cells.say.short(change.now)),
        "difference": .string(
          change.difference > .zero
            ? cells.say("\(cells.say.short(change.difference)) longer")
            : cells.say("\(cells.say.short(change.difference.magnitude)) less")),
      ])
    }
  }
}
