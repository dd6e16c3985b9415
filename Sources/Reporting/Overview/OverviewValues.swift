internal import RunCore
internal import RunbookModel
internal import Templates

/// What the first page and the record at the end name.
struct OverviewValues {
  let document: ReportDocument
  let format: ReportFormat

  private var summary: RunSummary { document.summary }
  private var look: ReportLook { document.look }

  var values: [String: TemplateValue] {
    var values = head
    values["figures"] = FigureTable(summary: summary, say: look.say).rows
    values["hasFigures"] = .bool(true)
    let trouble = Trouble(summary: summary, say: look.say).sentences
    values["trouble"] = .list(trouble.map { cell($0) })
    values["troubleTitle"] = .string(
      summary.verdict == nil ? look.say("What went wrong so far") : look.say("What went wrong"))
    values["hasTrouble"] = .bool(true)
    values["recordHint"] = .string(
      look.say("The reasons of the verdict, word for word, stand in the record at the end."))
    values["hasReasons"] = .bool(summary.verdict != .passed && summary.verdict != nil && look.isShown("record"))
    values.merge(ServiceTable(summary: summary, look: look, format: format).values) { $1 }
    values.merge(CostTable(summary: summary, say: look.say, format: format).values) { $1 }
    values.merge(NextSteps(summary: summary, look: look, format: format, isInHand: document.isInHand).values) { $1 }
    values.merge(SignOffTable(summary: summary, look: look, format: format).values) { $1 }
    values.merge(RecordTable(document: document, format: format).values) { $1 }
    for (id, name) in Self.sections where !look.isShown(id) { values[name] = .bool(false) }
    return values
  }

  /// The ids of the sections and the values that show them.
  static let sections = [
    "figures": "hasFigures", "services": "hasServices", "trouble": "hasTrouble", "cost": "hasCost",
    "next": "hasNext", "sign-off": "hasSignOff", "record": "hasRecord",
  ]

  private var head: [String: TemplateValue] {
    let words = ReportWords(summary: summary, look: look)
    let logo = look.logo.flatMap(LogoText.dataURI)
    return [
      "language": .string(look.language.rawValue), "hasLogo": .bool(logo != nil), "logo": .string(logo ?? ""),
      "headline": cell(words.headline, most: CellText.mostOfName * 2),
      "kind": cell(words.kind, most: CellText.mostOfName),
      "title": cell(summary.title, most: CellText.mostOfName), "verdict": .string(words.verdict),
      "site": cell(summary.site, most: CellText.mostOfName),
      "asKnown": cell(words.asKnown),
      "sentences": .list(words.sentences.map { cell($0) }), "tone": .string(summary.tone),
      "mark": .string(words.mark), "clockNote": .string(words.allowances), "targetNote": .string(words.targetNote),
    ]
  }

  private func cell(_ text: String, most: Int = CellText.most) -> TemplateValue {
    .string(CellText.fit(text, for: format, most: most))
  }
}
