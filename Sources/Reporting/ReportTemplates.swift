/// The texts into which reports are filled, by the names of their files; a site can put its own in their place.
package struct ReportTemplates: Sendable {
  /// A text with the name under which its errors are reported.
  package struct Source: Sendable {
    package var text: String
    package var file: String

    package init(text: String, file: String) {
      self.text = text
      self.file = file
    }
  }

  /// Every text that a site can have of its own, below `templates/` beside its file.
  package enum Name: String, CaseIterable, Sendable {
    /// The page around what the two below it make.
    case page = "report.html.mustache"
    /// What somebody reads who has a minute.
    case overview = "overview.html.mustache"
    /// What the practitioner and the auditor read.
    case details = "details.html.mustache"
    case pageStyle = "report.css"
    case detailStyle = "details.css"
    case chartStyle = "charts.css"
    case markdown = "report.md.mustache"
    case period = "period.html.mustache"
    case periodMarkdown = "period.md.mustache"
    case periodStyle = "period.css"
  }

  let sources: [Name: Source]

  /// Those that ship inside the program, and the site's own in place of some.
  package init(own: [Name: Source] = [:]) { sources = own }

  package subscript(_ name: Name) -> Source {
    sources[name] ?? Source(text: String(decoding: Self.shipped(name), as: UTF8.self), file: name.rawValue)
  }

  /// Those that ship inside the program.
  package static let builtIn = ReportTemplates()

  /// The style of a page that holds details and charts; it is trusted as its site is.
  var css: String { [Name.pageStyle, .detailStyle, .chartStyle].map { self[$0].text }.joined(separator: "\n") }

  /// The style of a page that holds a period.
  var periodCSS: String { [Name.pageStyle, .chartStyle, .periodStyle].map { self[$0].text }.joined(separator: "\n") }

  private static func shipped(_ name: Name) -> [UInt8] {
    switch name {
    case .page: PackageResources.report_html_mustache
    case .overview: PackageResources.overview_html_mustache
    case .details: PackageResources.details_html_mustache
    case .pageStyle: PackageResources.report_css
    case .detailStyle: PackageResources.details_css
    case .chartStyle: PackageResources.charts_css
    case .markdown: PackageResources.report_md_mustache
    case .period: PackageResources.period_html_mustache
    case .periodMarkdown: PackageResources.period_md_mustache
    case .periodStyle: PackageResources.period_css
    }
  }
}
