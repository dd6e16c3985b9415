import RunbookModel
import Testing

@testable import Reporting

struct BrokenTemplateTests {
  private static func document(_ own: [ReportTemplates.Name: String]) throws -> ReportDocument {
    let sources = Dictionary(
      uniqueKeysWithValues: own.map { ($0, ReportTemplates.Source(text: $1, file: "site/\($0.rawValue)")) })
    return ReportDocument(
      summary: try Stories.passed(), look: ReportLook(templates: ReportTemplates(own: sources)))
  }

  @Test func `ours stand in place of broken ones, and every broken one is told of`() throws {
    let ours = try RunReport.render(ReportDocument(summary: Stories.passed()), as: .html)
    let document = try Self.document([.overview: "{{verdct}}", .details: "<p>\n {{steps2}}", .markdown: "{{x}}"])
    let (bytes, faults) = try RunReport.renderAnyway(document, as: .html)
    #expect(bytes == ours)
    #expect(
      faults.map { "\($0.location)" } == [
        "site/overview.html.mustache:1:1", "site/details.html.mustache:2:2",
      ])
    #expect(RunReport.faults(of: document).count == 3)
  }

  @Test func `one that is right stays beside a broken one`() throws {
    let document = try Self.document([.overview: "OWN", .details: "{{x}}"])
    #expect(String(decoding: try RunReport.renderAnyway(document, as: .html).bytes, as: UTF8.self).contains("OWN"))
  }

  @Test func `a template can be judged without its values`() {
    let broken = ReportTemplates.Source(text: "a\n{{#b}}", file: "f")
    #expect(ReportTemplates.fault(of: broken, as: .period)?.location.line == 2)
    #expect(ReportTemplates.fault(of: broken, as: .pageStyle) == nil)
    #expect(ReportTemplates.fault(of: ReportTemplates.Source(text: "{{b}}", file: "f"), as: .page) == nil)
  }
}
