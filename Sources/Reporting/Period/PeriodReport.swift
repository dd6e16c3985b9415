internal import RunbookModel
internal import Templates

/// Turns what is known of a period into something to read, send and file.
package enum PeriodReport {
  /// Raised when a reader of the JSON must change.
  static let jsonFormat = 1

  package enum Format: String, CaseIterable, Sendable {
    case markdown, json, html
  }

  /// The report as UTF-8.
  ///
  /// Throws a located `TemplateError` where one of the site's templates is broken; JSON needs no template.
  package static func render(_ document: PeriodDocument, as format: Format) throws -> [UInt8] {
    switch format {
    case .json: return JSONWriter.bytes(of: document) + [UInt8(ascii: "\n")]
    case .markdown:
      let values = PeriodValues(document: document, format: .markdown).all
      return Array(try RunReport.fill(.periodMarkdown, of: document.look, as: .text, with: .map(values)).utf8)
    case .html:
      var values = PeriodValues(document: document, format: .html).all
      let accent = document.look.colour.flatMap(AccentColour.init)?.css ?? ""
      let foot = PageFoot.css(PeriodValues(document: document, format: .html).foot)
      values["css"] = .markup(document.look.templates.periodCSS + "\n" + accent + "\n" + foot)
      return Array(try RunReport.fill(.period, of: document.look, as: .html, with: .map(values)).utf8)
    }
  }
}
