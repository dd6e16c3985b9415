internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel
internal import Templates

/// What was never exercised, or too long ago.
struct PeriodCoverageTables {
  let document: PeriodDocument
  let format: ReportFormat

  private var look: ReportLook { document.look }
  private var say: Phrasebook { document.look.say }

  var values: [String: TemplateValue] {
    let coverage = document.coverage ?? PeriodCoverage(books: [])
    var values: [String: TemplateValue] = ["coverageWords": .string(words), "hasCoverage": .bool(true)]
    add("untouched", coverage.untouched, to: &values) { book in
      .map(["path": cell(book.path), "service": cell(book.service ?? "–")])
    }
    add("broken", coverage.broken, to: &values) { book in
      .map(["path": cell(book.path), "why": cell(book.problem ?? "", most: CellText.most)])
    }
    add("stale", coverage.stale, to: &values, row)
    add("leftOut", coverage.leftOut, to: &values, row)
    return values
  }

  private var words: String {
    guard let coverage = document.coverage else { return say("Unknown: no site was found here.") }
    guard !coverage.books.isEmpty else { return say("The site has no runbook.") }
    let all = coverage.exercisable
    let fresh = all.count(where: coverage.isFresh)
    guard let every = document.drillEvery else {
      return say("\(fresh) of \(all.count) steps that a drill carries out were carried out at some time.")
    }
    let limit = say.target(every * 2)
    return say("\(fresh) of \(all.count) steps that a drill carries out were carried out within the last \(limit).")
  }

  private func add<Item>(
    _ name: String, _ items: [Item], to values: inout [String: TemplateValue], _ row: (Item) -> TemplateValue
  ) {
    ReportValues.add(name, .list(items.prefix(PeriodRunTables.most).map(row)), to: &values)
    let left = items.count - PeriodRunTables.most
    values[name + "More"] = .string(left > 0 ? say("… and \(left) more, in the JSON report") : "")
  }

  private func row(_ step: PeriodCoverage.Step) -> TemplateValue {
    .map([
      "runbook": cell(step.id.runbook.text), "step": cell(step.id.step.text), "title": cell(step.title),
      "last": .string(step.last.map { look.day($0) } ?? say("never")),
      "reason": .string(step.leftOut?.words(say: say) ?? ""),
    ])
  }

  private func cell(_ text: String, most: Int = CellText.mostOfName) -> TemplateValue {
    .string(CellText.fit(text, for: format, most: most))
  }
}
