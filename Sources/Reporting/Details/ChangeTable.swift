internal import RunCore
internal import RunbookModel
internal import Templates

/// What is not as it was in the last drill: why this run may have gone otherwise, and what no drill has tried before.
struct ChangeTable {
  let past: ReportPast
  let cells: Cells

  private var say: Phrasebook { cells.say }

  var lines: TemplateValue { cells.list(past.changes?.changes ?? []) { cells.text(words($0)) } }

  var note: String {
    guard let changes = past.changes else { return "" }
    let day = cells.look.day(changes.started)
    if let obstacle = changes.obstacle {
      let reason = CellText.fit(obstacle, for: cells.format)
      return say("What was changed since the drill of \(day) can't be told: \(reason)")
    }
    return changes.changes.isEmpty
      ? say(
        "Nothing was changed since the drill of \(day) (\(changes.run)): neither the runbook nor its files nor what it takes from the site."
      )
      : say("Since the drill of \(day) (\(changes.run)), the last one before this run:")
  }

  private func words(_ change: ChangesSince.Change) -> String {
    let words = plainWords(change)
    guard let lines = change.lines else { return words }
    switch (lines.added, lines.removed) {
    case (0, 0): return words
    case (let added, 0): return say("\(words) (lines added: \(added))")
    case (0, let removed): return say("\(words) (lines removed: \(removed))")
    case (let added, let removed): return say("\(words) (lines added: \(added), removed: \(removed))")
    }
  }

  private func plainWords(_ change: ChangesSince.Change) -> String {
    guard let file = change.file else {
      return say("what the plan takes from the site's file was changed")
    }
    switch change.what {
    case .changed: return say("\(file) was changed")
    case .added: return say("\(file) was added")
    case .removed: return say("\(file) was removed")
    case .madeExecutable: return say("\(file) was made executable")
    case .madeNotExecutable: return say("\(file) was made not executable")
    }
  }
}
