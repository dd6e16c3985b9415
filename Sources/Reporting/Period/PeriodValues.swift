internal import RunCore
internal import RunbookModel
internal import Templates

/// Everything that a template of a report of a period can name, the same in every format.
struct PeriodValues {
  let document: PeriodDocument
  let format: ReportFormat

  private var look: ReportLook { document.look }
  private var say: Phrasebook { document.look.say }

  var all: [String: TemplateValue] {
    let words = PeriodWords(document: document)
    var values: [String: TemplateValue] = [
      "language": .string(look.language.rawValue), "kind": cell(kind(words), most: CellText.mostOfName * 2),
      "title": cell(say("Recovery drills in \(words.period)")), "headline": .string(words.headline),
      "tone": .string(words.tone), "mark": .string(words.mark), "sentences": .list(words.sentences.map { cell($0) }),
      "days": .string(words.days), "made": .string(words.made), "words": .map(headings),
      "figures": PeriodFigures(document: document).rows,
      "note": .string(
        say(
          "Best, median and worst times are those of drills that recovered the service. A target is what is aimed at, not a promise."
        )),
    ]
    ReportValues.add("services", PeriodServiceTable(document: document, format: format).rows, to: &values)
    values.merge(PeriodRunTables(document: document, format: format).values) { $1 }
    values.merge(PeriodCoverageTables(document: document, format: format).values) { $1 }
    let logo = look.logo.flatMap(LogoText.dataURI)
    (values["hasLogo"], values["logo"]) = (.bool(logo != nil), .string(logo ?? ""))
    values["site"] = cell(document.site ?? "", most: CellText.mostOfName)
    if format == .html { values.merge(PeriodCharts(document: document).values) { $1 } }
    for section in Self.sections { values["shows" + section.capitalisedFirst] = .bool(!look.omit.contains(section)) }
    return values
  }

  /// Which report it is, for every sheet of it.
  var foot: String { kind(PeriodWords(document: document)) }

  /// What a site can leave out.
  static let sections = ["services", "charts", "incidents", "failures", "findings", "coverage"]

  private func kind(_ words: PeriodWords) -> String {
    let site = document.site ?? say("all that this machine knows")
    return say("Period report · \(site) · \(words.period)")
  }

  private var headings: [String: TemplateValue] {
    [
      "services": say("Services"), "service": say("Service"), "target": say("Target"), "time": say("Recovery time"),
      "range": say("Best · median · worst"), "data": say("Oldest data restored"), "drills": say("Drills in the period"),
      "last": say("Last drill"), "next": say("Next drill due"),
      "charts": say("Recovery times in this period and the one before"),
      "numbers": say("The same in numbers"),
      "mode": say("Mode"), "result": say("Result"), "incidents": say("Incidents"),
      "failures": say("Drills that did not pass"), "findings": say("Open findings"), "coverage": say("Coverage"),
      "run": say("Run"),
      "day": say("Day"), "took": say("Took"), "verdict": say("Verdict"), "why": say("Why"), "outage": say("Outage"),
      "cost": say("Cost"),
      "accepted": say("Risks accepted"), "name": say("Full name"),
      "finding": say("Finding"), "owner": say("Owner"), "due": say("Due"), "severity": say("Severity"),
      "runbook": say("Runbook"),
      "step": say("Step"), "lastDone": say("Last carried out"), "untouched": say("Runbooks that were never exercised"),
      "broken": say("Runbooks that can't be carried out"), "stale": say("Steps not exercised"),
      "leftOut": say("Steps that a drill leaves out"), "reason": say("Left out"),
    ].mapValues { .string($0) }
  }

  private func cell(_ text: String, most: Int = CellText.most) -> TemplateValue {
    .string(CellText.fit(text, for: format, most: most))
  }
}

extension String {
  fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
