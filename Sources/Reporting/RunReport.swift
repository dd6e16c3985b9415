package import RunCore
internal import RunbookModel
internal import Templates

/// Turns the summary of a run into something to read, send and file.
package enum RunReport {
  /// Raised when a reader of the JSON must change; the summary within has a number of its own.
  static let jsonFormat = 1

  /// The report as UTF-8; `journalHead` is the hash of the journal's last line, by which the record can be proved.
  ///
  /// Throws a located `TemplateError` where one of the site's templates is broken; JSON needs no template.
  package static func render(
    _ summary: RunSummary, as format: ReportFormat, journalHead: String?, templates: ReportTemplates = .builtIn
  ) throws -> [UInt8] {
    switch format {
    case .json: return json(summary, journalHead)
    case .markdown:
      let values = ReportValues(summary: summary, format: format, journalHead: journalHead, css: "")
      return Array(
        try Template.parse(templates.markdown.text, file: templates.markdown.file, mode: .text)
          .render(values.all).utf8)
    case .html:
      let values = ReportValues(
        summary: summary, format: format, journalHead: journalHead, css: templates.css.text)
      return Array(
        try Template.parse(templates.html.text, file: templates.html.file, mode: .html).render(values.all).utf8)
    }
  }

  /// The summary with the journal's head.
  private static func json(_ summary: RunSummary, _ journalHead: String?) -> [UInt8] {
    var bytes = JSONWriter.bytes(of: Document(journalHead: journalHead, summary: summary))
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  private struct Document: JSONWritable {
    let journalHead: String?
    let summary: RunSummary

    func write(to json: inout JSONWriter) {
      json.object { json in
        json.member("format", RunReport.jsonFormat)
        json.member("journalHead", ifAny: journalHead)
        json.member("summary", summary)
      }
    }
  }
}
