import RunbookModel
import Testing

@testable import Reporting

struct SectionTests {
  /// What stands only in the section of this name, in the report of a run that has it.
  @Test(
    arguments: [
      (ReportSection.hosts, "hosts"), (.commands, "hosts"), (.notes, "people"), (.updates, "people"),
      (.participants, "people"), (.waits, "people"), (.amendments, "people"), (.next, "failed"), (.signOff, "passed"),
      (.timeline, "failed"), (.clocks, "failed"), (.slowest, "failed"),
    ])
  func `a section that is left out is in no page`(section: ReportSection, story: String) throws {
    let summary = try Stories.named(story)
    // A picture is in no Markdown.
    let formats: [ReportFormat] = section == .timeline ? [.html] : [.markdown, .html]
    for format in formats {
      func page(_ omit: Set<String>) throws -> String {
        String(
          decoding: try RunReport.render(
            ReportDocument(summary: summary, look: ReportLook(omit: omit)), as: format), as: UTF8.self)
      }
      let (whole, less) = (try page([]), try page([section.rawValue]))
      #expect(less.count < whole.count, "\(format) has \(section) all the same")
      #expect(try page(["no-such-section"]) == whole)
    }
  }

  @Test func `what a site can leave out are sections of the page`() {
    let sections = Set(DetailSection.allCases.map(\.rawValue)).union(OverviewValues.sections.keys)
    for name in ReportSection.names { #expect(sections.contains(name), "\(name)") }
  }

  @Test func `what an honest report needs can't be left out`() {
    for name in ["services", "trouble", "steps", "checks", "unexercised", "deviations", "irregularities", "record"] {
      #expect(!ReportSection.names.contains(name))
    }
  }
}
