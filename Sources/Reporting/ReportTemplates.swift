/// The texts into which a report is filled; a site can put its own in their place.
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

  package var html: Source
  package var markdown: Source
  /// Stands within the page as it is; it is trusted as its site is.
  package var css: Source

  /// Those that ship inside the program.
  package static let builtIn = ReportTemplates(
    html: Source(bytes: PackageResources.report_html_mustache, file: "report.html.mustache"),
    markdown: Source(bytes: PackageResources.report_md_mustache, file: "report.md.mustache"),
    css: Source(bytes: PackageResources.report_css, file: "report.css"))
}

extension ReportTemplates.Source {
  fileprivate init(bytes: [UInt8], file: String) { self.init(text: String(decoding: bytes, as: UTF8.self), file: file) }
}
