internal import RunCore
internal import RunbookModel
internal import Templates

/// Incidents of a period, its drills that did not pass, and what is open.
struct PeriodRunTables {
  let document: PeriodDocument
  let format: ReportFormat

  /// The most rows of one table; the JSON report has all.
  static let most = 40

  private var look: ReportLook { document.look }
  private var say: Phrasebook { document.look.say }

  var values: [String: TemplateValue] {
    var values: [String: TemplateValue] = [:]
    let incidents = document.runs.filter { $0.mode == .incident }
    let failures = document.runs.filter { $0.mode == .drill && PeriodWords.isBad($0.verdict) }
    // The newest are read first.
    add("incidents", incidents.reversed(), to: &values, row)
    add("failures", failures.reversed(), to: &values, row)
    let findings = document.findingsByDay
    add("findings", findings.filter { !$0.isAccepted }, to: &values, row)
    add("accepted", findings.filter(\.isAccepted), to: &values, row)
    return values
  }

  private func add<Item>(
    _ name: String, _ items: [Item], to values: inout [String: TemplateValue], _ row: (Item) -> TemplateValue
  ) {
    ReportValues.add(name, .list(items.prefix(Self.most).map(row)), to: &values)
    let left = items.count - Self.most
    values[name + "More"] = .string(left > 0 ? say("… and \(left) more, in the JSON report") : "")
  }

  private var today: String { String(document.made.text(fractionDigits: 0).prefix(10)) }

  private func row(_ run: PeriodRun) -> TemplateValue {
    let verdict = run.verdict.map { say.cell($0) } ?? say("not over")
    return .map([
      "run": cell(run.id.text), "title": cell(run.title), "day": .string(look.day(run.started)),
      "severity": .string(run.severity.map { say.word($0) } ?? "–"),
      "services": cell(run.services.map(\.text).joined(separator: ", ")),
      "took": .string(run.duration.map(say.short) ?? "–"), "verdict": .string(verdict),
      "tone": .string(PeriodWords.isBad(run.verdict) ? "bad" : run.verdict == .passed ? "good" : "warn"),
      "why": cell(run.findings.first ?? "–"), "outage": .string(run.outage.map(say.short) ?? say("unknown")),
      "cost": .string(run.costs.isEmpty ? say("unknown") : run.costs.map(money).joined(separator: ", ")),
    ])
  }

  /// As the run's own report says it.
  private func money(_ sum: PeriodRun.Money) -> String {
    say("about \(MoneyText.rounded(hundredths: Double(sum.hundredths), sum.currency, say: say))")
  }

  private func row(_ finding: PeriodFinding) -> TemplateValue {
    let isLate = finding.isOverdue(on: today)
    let day = finding.due.map { look.day($0) }
    let due = day.map { isLate ? say("\($0), overdue") : $0 } ?? "–"
    return .map([
      "text": cell(finding.text, most: CellText.most), "run": cell("\(finding.run) #\(finding.number)"),
      "severity": .string(say.word(finding.severity)),
      "owner": cell(finding.owner ?? say("nobody")), "due": cell(due), "tone": .string(isLate ? "bad" : ""),
      "status": .string(say.word(finding.status)),
    ])
  }

  private func cell(_ text: String, most: Int = CellText.mostOfName) -> TemplateValue {
    .string(CellText.fit(text, for: format, most: most))
  }
}
