internal import RunCore
internal import Templates

/// Everything that a report's template can name, the same in every format.
struct ReportValues {
  let summary: RunSummary
  let format: ReportFormat
  let journalHead: String?
  let css: String

  /// The most rows of a table; what is left out is said.
  static let mostRows = 2_000

  var all: TemplateValue {
    let words = ReportWords(summary: summary)
    let people = PeopleTables(summary: summary, format: format)
    let steps = StepTable(summary: summary, format: format)
    var values: [String: TemplateValue] = [
      "headline": cell(words.headline, most: CellText.mostOfName * 2),
      "kind": cell(words.kind, most: CellText.mostOfName),
      "title": cell(summary.title, most: CellText.mostOfName), "verdict": .string(words.verdict),
      "sentences": .list(words.sentences.map { cell($0) }), "tone": .string(summary.tone),
      "mark": .string(words.mark), "figures": FigureTable(summary: summary).rows,
      "findingsTitle": .string(words.findingsTitle), "clockNote": .string(words.allowances),
      "targetNote": .string(ReportWords.targetNote),
      "clocks": ClockTable(summary: summary, format: format).rows, "groups": steps.groups,
      "stepsNote": .string(steps.note),
      "record": RecordTable(summary: summary, format: format, journalHead: journalHead).rows,
    ]
    values.merge(ServiceTable(summary: summary, format: format).values) { $1 }
    add("findings", findings(words.findings), to: &values)
    add("cutNote", .list(isCut ? [.string(Self.cutNote)] : []), to: &values)
    add("exclusions", steps.exclusions, to: &values)
    add("deviations", people.deviations, to: &values)
    add("waits", people.waits, to: &values)
    let proof = ProofTables(summary: summary, format: format)
    add("seen", proof.seen, to: &values)
    add("breaks", proof.breaks, to: &values)
    add("trials", proof.trials, to: &values)
    values["breakNames"] = proof.breakNames
    values["breaksNote"] = .string(proof.breaksNote)
    values["overheadNote"] = .string(proof.overheadNote)
    values["waitsNote"] = .string(people.waitsNote)
    add("amendments", people.amendments, to: &values)
    add("participants", people.participants, to: &values)
    let notes = NoteTables(summary: summary, format: format)
    add("notes", notes.notes, to: &values)
    add("noted", notes.findings, to: &values)
    add("updates", UpdateTable(summary: summary, format: format).rows, to: &values)
    add("corrections", ClockTable(summary: summary, format: format).corrections, to: &values)
    let hosts = HostTables(summary: summary, format: format)
    add("hosts", hosts.hosts, to: &values)
    add("commands", hosts.commands, to: &values)
    add(
      "irregularities", .list(summary.irregularities.prefix(Self.mostRows).map { cell($0.words) }), to: &values)
    if format == .html {
      let timeline = Timeline(summary)
      values["css"] = .markup(css)
      values["timeline"] = .markup(timeline.svg)
      values["timelineNotes"] = .list(timeline.notes.map { .string($0) })
    }
    return .map(values)
  }

  /// The most findings; they stand at the head, where only a few are read.
  private static let mostFindings = 40

  private func findings(_ findings: [String]) -> TemplateValue {
    let left = findings.count - Self.mostFindings
    let more = left > 0 ? [TemplateValue.string("… and \(left) more, in the JSON report")] : []
    return .list(findings.prefix(Self.mostFindings).map { cell($0) } + more)
  }

  private static let cutNote =
    "Tables of this report end after \(mostRows) rows; the JSON report has everything."

  private var isCut: Bool {
    let sizes = [
      summary.services.count, summary.steps.count { $0.status == .excluded && $0.proof == nil },
      summary.deviations.count,
      summary.waits.count, summary.irregularities.count, summary.hosts.count, summary.adHoc.count,
      summary.proof?.checks.count ?? 0, summary.notes.count, summary.updates.count, summary.participants.count,
      summary.amendments.count, summary.clockHistory.count,
    ]
    return sizes.contains { $0 > Self.mostRows }
  }

  /// A list, and under `hasName` whether there is anything in it, so that its heading can be left out.
  private func add(_ name: String, _ list: TemplateValue, to values: inout [String: TemplateValue]) {
    values[name] = list
    values["has" + name.prefix(1).uppercased() + name.dropFirst()] = .bool(list != .list([]))
  }

  private func cell(_ text: String, most: Int = CellText.most) -> TemplateValue {
    .string(CellText.fit(text, for: format, most: most))
  }
}
