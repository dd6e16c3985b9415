internal import RunCore
package import RunbookModel
internal import Templates

/// Turns what is known of a run into something to read, send and file.
package enum RunReport {
  /// Raised when a reader of the JSON must change; the summary within has a number of its own.
  static let jsonFormat = 2

  /// The most rows of a table; what is left out is said.
  package static let mostRows = ReportValues.mostRows

  /// The report as UTF-8.
  ///
  /// Throws a located `TemplateError` where one of the site's templates is broken; what programs read needs none.
  package static func render(_ document: ReportDocument, as format: ReportFormat) throws -> [UInt8] {
    switch format {
    case .json: json(document)
    case .markdown: Array(try markdown(document).utf8)
    case .html: Array(try page(document).utf8)
    case .steps: StepSheet(summary: document.summary).bytes
    case .services: ServiceSheet(summary: document.summary).bytes
    case .junit: JUnitReport(summary: document.summary).bytes
    }
  }

  /// The same with our own template in place of each broken one of the site, and what is wrong with those.
  package static func renderAnyway(
    _ document: ReportDocument, as format: ReportFormat
  ) throws -> (bytes: [UInt8], faults: [Diagnostic]) {
    var document = document
    var faults: [Diagnostic] = []
    while true {
      do {
        return (try render(document, as: format), faults)
      } catch let error as TemplateError {
        guard document.look.templates.drop(error.file) else { throw error }
        faults.append(error.warning)
      }
    }
  }

  /// What is wrong with the site's own templates, as far as they show it with this document; ours are as they should be.
  package static func faults(of document: ReportDocument) -> [Diagnostic] {
    var faults = document.look.faults
    guard document.look.templates.hasOwn else { return faults }
    for format in ReportFormat.allCases where format.hasLook {
      do {
        faults += try renderAnyway(document, as: format).faults
      } catch {
        faults.append(Diagnostic(.warning, "\(error)", at: SourceLocation(file: format.rawValue, line: 1, column: 1)))
      }
    }
    return faults
  }

  private static func markdown(_ document: ReportDocument) throws(TemplateError) -> String {
    let values = ReportValues(document: document, format: .markdown).all
    return try fill(.markdown, of: document.look, as: .text, with: .map(values))
  }

  /// The two parts have the same values, and stand in the page as they are.
  private static func page(_ document: ReportDocument) throws(TemplateError) -> String {
    var values = ReportValues(document: document, format: .html).all
    let overview = try fill(.overview, of: document.look, as: .html, with: .map(values))
    let details = try fill(.details, of: document.look, as: .html, with: .map(values))
    values["overview"] = .markup(overview)
    values["details"] = .markup(details)
    return try fill(.page, of: document.look, as: .html, with: .map(values))
  }

  static func fill(
    _ name: ReportTemplates.Name, of look: ReportLook, as mode: Template.Mode, with values: TemplateValue
  ) throws(TemplateError) -> String {
    let source = look.templates[name]
    return try Template.parse(source.text, file: source.file, mode: mode).render(values)
  }

  private static func json(_ document: ReportDocument) -> [UInt8] {
    JSONWriter.bytes(of: Content(document: document)) + [UInt8(ascii: "\n")]
  }

  /// The summary with what proves it; `docs/report-json.md` and `report.schema.json` tell of every member.
  private struct Content: JSONWritable {
    let document: ReportDocument

    private var figures: [Figure]? {
      document.trace.map { RunFigures(summary: document.summary, trace: $0, say: .english).all }
    }

    func write(to json: inout JSONWriter) {
      json.object { json in
        json.member("figures", ifAny: figures)
        json.member("format", RunReport.jsonFormat)
        json.member("journalEndHead", ifAny: document.journal?.endHead)
        json.member("journalHead", ifAny: document.journal?.head)
        json.member("journalLines", ifAny: document.journal?.lines)
        json.member("past", ifAny: WrittenPast(of: document))
        json.member("summary", document.summary)
      }
    }
  }
}

extension TemplateError {
  /// A broken template never keeps anybody from a report.
  var warning: Diagnostic {
    Diagnostic(
      .warning, "reports are made without this template: \(message)",
      at: SourceLocation(file: file, line: line, column: column))
  }
}
