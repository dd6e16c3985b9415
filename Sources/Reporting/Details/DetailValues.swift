internal import RunCore
internal import Templates

/// What the tables name, for the practitioner and the auditor.
struct DetailValues {
  let document: ReportDocument
  let format: ReportFormat

  private var summary: RunSummary { document.summary }
  private var cells: Cells { Cells(look: document.look, format: format) }
  private var say: Phrasebook { document.look.say }

  var values: [String: TemplateValue] {
    var values: [String: TemplateValue] = [
      "columns": DetailColumns.words(say: say),
      "titles": .map(
        Dictionary(
          uniqueKeysWithValues: DetailSection.allCases.map { ("\($0)", TemplateValue.string($0.title(say: say))) })),
    ]
    for part in [work, proofs, people, past] { values.merge(part) { $1 } }
    values.merge(FigureSources(document: document, format: format).values) { $1 }
    values["hasTimeline"] = .bool(isShown(.timeline))
    ReportValues.add("cutNote", .list(isCut ? [.string(cutNote)] : []), to: &values)
    return values
  }

  private func isShown(_ section: DetailSection) -> Bool { document.look.isShown(section.rawValue) }

  /// The rows of a section under their name, and under `hasName` whether it is to be seen.
  private func add(
    _ rows: TemplateValue, as name: String, _ section: DetailSection, to values: inout [String: TemplateValue]
  ) {
    ReportValues.add(name, rows, to: &values)
    if !isShown(section) { values["has" + name.prefix(1).uppercased() + name.dropFirst()] = .bool(false) }
  }

  private var work: [String: TemplateValue] {
    let steps = StepTable(summary: summary, cells: cells)
    let clocks = ClockTable(summary: summary, look: document.look, format: format)
    var values: [String: TemplateValue] = [
      "clocks": clocks.rows, "hasClocks": .bool(isShown(.clocks)),
      "clockNotes": .list(clocks.notes.map { .string($0) }),
      "correctionsNote": .string(say("Clocks that were corrected; nothing that was said is lost:")),
      "groups": steps.groups, "hasSteps": .bool(isShown(.steps)), "stepsNote": .string(steps.note),
      "slowestNote": .string(
        say("Steps run side by side, so that their shares can add up to more than the whole run.")),
    ]
    values.merge(steps.columns) { $1 }
    ReportValues.add("corrections", clocks.corrections, to: &values)
    add(SlowestTable(summary: summary, cells: cells).rows, as: "slowest", .slowest, to: &values)
    let unexercised = UnexercisedTable(summary: summary, past: document.past, cells: cells)
    add(unexercised.rows, as: "unexercised", .unexercised, to: &values)
    values["unexercisedNote"] = .string(unexercised.note)
    let hosts = HostTables(summary: summary, cells: cells)
    add(hosts.hosts, as: "hosts", .hosts, to: &values)
    add(hosts.commands, as: "commands", .commands, to: &values)
    let irregularities = cells.list(summary.irregularities) { cells.text($0.words(document.look)) }
    add(irregularities, as: "irregularities", .irregularities, to: &values)
    return values
  }

  private var proofs: [String: TemplateValue] {
    let proof = ProofTables(summary: summary, cells: cells)
    let checks = CheckTable(summary: summary, cells: cells)
    var values: [String: TemplateValue] = [
      "breakNames": proof.breakNames, "breaksNote": .string(proof.breaksNote),
      "overheadNote": .string(proof.overheadNote), "trials": proof.trials, "checksNote": .string(checks.note),
    ]
    add(checks.rows, as: "checks", .checks, to: &values)
    add(proof.breaks, as: "breaks", .breaks, to: &values)
    return values
  }

  private var people: [String: TemplateValue] {
    let people = PeopleTables(summary: summary, cells: cells)
    let notes = NoteTables(summary: summary, cells: cells)
    var values: [String: TemplateValue] = ["waitsNote": .string(people.waitsNote)]
    add(people.deviations, as: "deviations", .deviations, to: &values)
    add(people.waits, as: "waits", .waits, to: &values)
    add(people.amendments, as: "amendments", .amendments, to: &values)
    add(people.participants, as: "participants", .participants, to: &values)
    add(notes.notes, as: "notes", .notes, to: &values)
    add(notes.findings, as: "noted", .findings, to: &values)
    add(UpdateTable(summary: summary, cells: cells).rows, as: "updates", .updates, to: &values)
    return values
  }

  private var past: [String: TemplateValue] {
    let past = document.past
    let changes = ChangeTable(past: past, cells: cells)
    let comparison = ComparisonTable(summary: summary, earlier: past.earlier, cells: cells)
    let steps = StepChangeTable(summary: summary, earlier: past.earlier, cells: cells)
    var values: [String: TemplateValue] = [
      "changesNote": .string(changes.note), "changes": changes.lines,
      "hasChanges": .bool(past.changes != nil && isShown(.changes)), "stepChangesNote": .string(steps.note),
      "comparisonSentences": past.earlier.isEmpty ? .list([]) : comparison.sentences,
      "comparisonNote": .string(comparisonNote), "comparisons": comparison.groups,
      "hasComparisons": .bool(!past.earlier.isEmpty),
      "hasComparison": .bool(isShown(.comparison) && (!past.isKnown || !past.earlier.isEmpty)),
    ]
    ReportValues.add("stepChanges", steps.rows, to: &values)
    return values
  }

  /// Why there is nothing to compare with, where that is worth a word.
  private var comparisonNote: String {
    document.past.isKnown
      ? "" : say("What earlier runs measured is not known: their records can't be used now.")
  }

  private var cutNote: String {
    say("Tables of this report end after \(ReportValues.mostRows) rows; the JSON report has everything.")
  }

  private var isCut: Bool {
    let sizes = [
      summary.services.count, summary.unexercised.count, summary.steps.count { $0.isCheck && $0.proof == nil },
      summary.deviations.count, summary.waits.count, summary.irregularities.count, summary.hosts.count,
      summary.adHoc.count, summary.notes.count + summary.carried.count, summary.updates.count,
      summary.participants.count, summary.amendments.count, summary.clockHistory.count,
      summary.proof?.breaks.count ?? 0,
    ]
    return sizes.contains { $0 > ReportValues.mostRows }
  }
}
