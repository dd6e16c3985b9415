internal import RunCore
internal import RunbookModel
internal import Templates

/// Who was told how the run goes, and what could not be delivered.
struct UpdateTable {
  let summary: RunSummary
  let cells: Cells

  var rows: TemplateValue {
    cells.list(summary.updates) { sent in
      .map([
        "when": cells.time(sent.at), "offset": cells.offset(sent.at), "channel": cells.name(sent.update.channel.text),
        "about": cells.name(sent.update.about.joined(separator: ", ")), "result": cells.text(result(sent.update)),
        "tone": .string(sent.update.problem == nil ? "good" : "bad"),
      ])
    }
  }

  private func result(_ update: SentUpdate) -> String {
    let (say, tries) = (cells.say, update.attempts)
    guard let problem = update.problem else {
      return tries > 1 ? say("delivered after \(tries) tries") : say("delivered")
    }
    return tries > 1
      ? say("not delivered after \(tries) tries: \(problem)") : say("not delivered: \(problem)")
  }
}
