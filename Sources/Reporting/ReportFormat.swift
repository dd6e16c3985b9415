/// What a report can be written as.
package enum ReportFormat: String, CaseIterable, Sendable {
  case markdown, json, html
  case steps = "steps.csv"
  case services = "services.csv"
  case junit

  /// Those that stand in a run's folder from its end on.
  package static let kept: [ReportFormat] = [.markdown, .json, .html]

  package var fileExtension: String {
    switch self {
    case .markdown: "md"
    case .json: "json"
    case .html: "html"
    case .steps, .services: "csv"
    case .junit: "xml"
    }
  }

  /// Whether it is made with the site's templates and words; what programs read is the same everywhere.
  package var hasLook: Bool {
    switch self {
    case .markdown, .html: true
    case .json, .steps, .services, .junit: false
    }
  }
}
