internal import RunCore
internal import RunbookModel
internal import Templates

/// A row a service: targets, times, data, drills, and what became of them since the period before.
struct PeriodServiceTable {
  let document: PeriodDocument
  let format: ReportFormat

  var rows: TemplateValue { .list(document.services.prefix(ReportValues.mostRows).map(row)) }

  private func row(_ service: PeriodService) -> TemplateValue {
    let words = PeriodServiceWords(service: service, document: document)
    return .map([
      "name": cell(service.name.text), "label": cell(document.label(service)), "tier": .string(words.tier),
      "remark": cell(words.remark),
      "rto": .string(service.rto.map(document.look.say.target) ?? "–"),
      "rpo": .string(service.rpo.map(document.look.say.target) ?? "–"),
      "times": .string(words.times), "timeTone": .string(words.timeTone), "timeWords": .string(words.timeWords),
      "incident": .string(words.incident), "incidentTone": .string(words.incidentTone),
      "data": .string(words.dataAge), "dataTone": .string(words.dataTone), "dataWords": .string(words.dataWords),
      "drills": .string(words.drills), "last": .string(words.lastDrill), "lastTone": .string(words.lastTone),
      "lastWords": .string(words.lastWords),
      "next": .string(words.due), "nextKind": .string(words.isDueOnDay ? "number" : ""),
      "nextNote": .string(words.dueNote), "nextTone": .string(words.dueTone),
      "trend": .string(words.trend),
    ])
  }

  private func cell(_ text: String) -> TemplateValue {
    .string(CellText.fit(text, for: format, most: CellText.mostOfName))
  }
}
