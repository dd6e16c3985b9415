internal import RunCore
internal import RunbookModel
internal import Templates

/// The formal record of an exercise or an incident (`docs/report-fields.md` says which field meets which requirement).
struct RecordTable {
  let document: ReportDocument
  let format: ReportFormat

  var summary: RunSummary { document.summary }
  var look: ReportLook { document.look }
  var say: Phrasebook { document.look.say }

  /// The most lines of one field.
  static let mostLines = 20

  /// A field with what stands in it, a line each.
  struct Field {
    var name: String
    var lines: [String]

    init(_ name: String, _ lines: [String]) {
      self.name = name
      self.lines = lines
    }

    init(_ name: String, _ line: String) { self.init(name, [line]) }
  }

  var values: [String: TemplateValue] {
    [
      "hasRecord": .bool(true), "recordTitle": .string(say("For the record")),
      "recordGroups": .list([
        group(say("What was tried"), exercise), group(say("Objectives and results"), results),
        group(say("Who took part"), people), group(say("How the record is found and proved"), proof),
      ]),
    ]
  }

  private func group(_ title: String, _ fields: [Field]) -> TemplateValue {
    .map([
      "title": .string(title),
      "fields": .list(
        fields.filter { !$0.lines.isEmpty }.map { field in
          let lines = shortened(field.lines).map { CellText.fit($0, for: format) }
          return .map([
            "name": .string(field.name), "lines": .list(lines.map { .string($0) }),
            "text": .string(lines.joined(separator: "; ")),
          ])
        }),
    ])
  }

  private func shortened(_ lines: [String]) -> [String] {
    let left = lines.count - Self.mostLines
    return left <= 1 ? lines : lines.prefix(Self.mostLines) + [say("… and \(left) more")]
  }

  /// How the record is found again, and by what anybody can check that it is the same.
  private var proof: [Field] {
    [
      Field(say("Run"), summary.run.map { [$0.text] } ?? []),
      Field(say("Plan (SHA-256)"), summary.planHash.map { [$0] } ?? []),
      Field(say("Written by"), summary.version.map { [say("halfhour \($0)")] } ?? []),
      Field(say("End of the journal (SHA-256)"), document.journal.map { [$0.head] } ?? []),
      Field(say("Journal line that ended the run (SHA-256)"), document.journal?.endHead.map { [$0] } ?? []),
      Field(say("Lines of the journal"), document.journal.map { ["\($0.lines)"] } ?? []),
    ]
  }
}
