internal import Foundation
package import RunCore
internal import Templates

/// Turns the summary of a run into something to read, send and file.
package enum RunReport {
  /// Raised when a reader of the JSON must change; the summary within has a number of its own.
  static let jsonFormat = 1

  /// The report; `journalHead` is the hash of the journal's last line, by which the record can be proved.
  ///
  /// Throws a located `TemplateError` where one of the site's templates is broken; JSON needs no template.
  package static func render(
    _ summary: RunSummary, as format: ReportFormat, journalHead: String?, templates: ReportTemplates = .builtIn
  ) throws -> String {
    switch format {
    case .json: return try json(summary, journalHead)
    case .markdown:
      let values = ReportValues(summary: summary, format: format, journalHead: journalHead, css: "")
      return try Template.parse(templates.markdown.text, file: templates.markdown.file, mode: .text)
        .render(values.all)
    case .html:
      let values = ReportValues(
        summary: summary, format: format, journalHead: journalHead, css: templates.css.text)
      return try Template.parse(templates.html.text, file: templates.html.file, mode: .html).render(values.all)
    }
  }

  /// The summary with the journal's head, keys sorted.
  private static func json(_ summary: RunSummary, _ journalHead: String?) throws -> String {
    struct Document: Encodable {
      var format = RunReport.jsonFormat
      var journalHead: String?
      var summary: RunSummary
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let data = try encoder.encode(Document(journalHead: journalHead, summary: summary))
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}
