/// What a report can be written as.
package enum ReportFormat: String, CaseIterable, Sendable {
  case markdown, json, html

  package var fileExtension: String {
    switch self {
    case .markdown: "md"
    case .json: "json"
    case .html: "html"
    }
  }
}
