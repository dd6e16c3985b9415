internal import RunCore
internal import RunbookModel
internal import Templates

/// What goes into the cells of the tables: text from outside made fit, and times as the site's look writes them.
struct Cells {
  let look: ReportLook
  let format: ReportFormat

  var say: Phrasebook { look.say }

  func text(_ value: String?, most: Int = CellText.most) -> TemplateValue {
    .string(CellText.fit(value ?? "", for: format, most: most))
  }

  func name(_ value: String?) -> TemplateValue { text(value, most: CellText.mostOfName) }

  /// Day, time and offset by the clock on the wall.
  func time(_ moment: Moment?) -> TemplateValue { .string(moment.map { look.time($0.wall) } ?? "–") }

  /// How long after the run's start, or before it.
  func offset(_ moment: Moment?) -> TemplateValue {
    .string(moment.map(say.offset) ?? "–")
  }

  func list<Row>(_ rows: some Sequence<Row>, most: Int = ReportValues.mostRows, _ cell: (Row) -> TemplateValue)
    -> TemplateValue
  {
    .list(rows.prefix(most).map(cell))
  }

  /// What stands for a name that nobody gave a reason with.
  func reason(_ value: String?) -> TemplateValue { text(value ?? say("no reason was given")) }
}
