internal import RunCore
internal import RunbookModel
internal import Templates

/// Who was told how the run goes, and what could not be delivered.
struct UpdateTable {
  let summary: RunSummary
  let format: ReportFormat

  var rows: TemplateValue {
    .list(
      summary.updates.prefix(ReportValues.mostRows).map { sent in
        let update = sent.update
        let tries = update.attempts > 1 ? " after \(update.attempts) tries" : ""
        return .map([
          "when": .string(sent.at.wall.readable), "offset": .string(sent.at.offsetText),
          "channel": cell(update.channel.text, most: CellText.mostOfName),
          "about": cell(update.about.joined(separator: ", "), most: CellText.mostOfName),
          "result": cell(update.problem.map { "not delivered\(tries): \($0)" } ?? "delivered\(tries)"),
          "tone": .string(update.problem == nil ? "good" : "bad"),
        ])
      })
  }

  private func cell(_ text: String, most: Int = CellText.most) -> TemplateValue {
    .string(CellText.fit(text, for: format, most: most))
  }
}
