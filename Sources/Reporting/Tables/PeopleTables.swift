internal import RunCore
internal import RunbookModel
internal import Templates

/// What people changed, and where the run waited for them.
struct PeopleTables {
  let summary: RunSummary
  let format: ReportFormat

  private func text(_ value: String?, most: Int = CellText.most) -> TemplateValue {
    .string(CellText.fit(value ?? "", for: format, most: most))
  }

  private func name(_ value: String?) -> TemplateValue { text(value, most: CellText.mostOfName) }

  var deviations: TemplateValue {
    .list(
      summary.deviations.prefix(ReportValues.mostRows).map { deviation in
        .map([
          "when": .string(deviation.at.wall.readable), "offset": .string(deviation.at.offsetText),
          "what": text(deviation.detail.map { "\(deviation.kind.words): \($0)" } ?? deviation.kind.words),
          "step": name(deviation.step?.description),
          "who": name(deviation.by?.description ?? "–"), "why": text(deviation.reason ?? "no reason was given"),
        ])
      })
  }

  var waits: TemplateValue {
    .list(
      summary.waits.prefix(ReportValues.mostRows).map { wait in
        .map([
          "question": text(wait.prompt.question), "step": name(wait.prompt.step.description),
          "when": .string(wait.opened.wall.readable), "offset": .string(wait.opened.offsetText),
          "waited": .string(wait.waited.roundedText),
          "answer": .string(wait.answer?.choice.words ?? (wait.isOpen ? "still open" : "none: the run ended")),
          "who": name(wait.answer?.by.description ?? "–"), "why": text(wait.answer?.reason),
        ])
      })
  }
}
