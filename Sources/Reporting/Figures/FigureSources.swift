internal import RunCore
internal import Templates

/// The table that says of each figure of a report which lines of the journal it comes from.
struct FigureSources {
  let document: ReportDocument
  let format: ReportFormat

  /// Nothing where the report was not made from a journal.
  var values: [String: TemplateValue] {
    let say = document.look.say
    var values: [String: TemplateValue] = [
      "sourcesTitle": .string(say("Where the figures come from")),
      "sourcesNote": .string(
        say(
          "Lines are those of the run's journal.jsonl. The times of single steps, each with its lines, are in the JSON report."
        )), "sourcesFigure": .string(say("Figure")), "sourcesValue": .string(say("Value")),
      "sourcesReckoning": .string(say("How it is reckoned")),
    ]
    ReportValues.add("sources", rows, to: &values)
    return values
  }

  private var rows: TemplateValue {
    guard let trace = document.trace else { return .list([]) }
    let figures = RunFigures(summary: document.summary, trace: trace, say: document.look.say).heads
    return .list(
      figures.prefix(ReportValues.mostRows).map { figure in
        .map([
          "name": cell(figure.name, most: CellText.mostOfName), "value": .string(text(figure)),
          "reckoning": cell(figure.reckoning),
        ])
      })
  }

  private func text(_ figure: Figure) -> String {
    let look = document.look
    return switch figure.amount {
    case .time(let time): look.time(time)
    case .bytes(let bytes): look.say.size(bytes)
    case .bytesPerSecond(let bytes): "\(look.say.size(bytes))/s"
    case .duration(let duration): look.say.short(duration)
    case .count, .exitStatus, .money: figure.text
    }
  }

  private func cell(_ text: String, most: Int = CellText.most) -> TemplateValue {
    .string(CellText.fit(text, for: format, most: most))
  }
}
