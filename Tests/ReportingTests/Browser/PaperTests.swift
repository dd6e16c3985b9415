import Foundation
import Reporting
import RunCore
import Testing

/// Where a real browser breaks the reports into sheets.
struct PaperTests {
  /// What the margins leave of it, in pixels of the style sheets.
  private static let papers = [(name: "A4", width: 680, height: 1_001), (name: "Letter", width: 703, height: 935)]

  private static func pages() throws -> [(name: String, html: String)] {
    let stories = try ["passed", "failed", "incident", "hosts", "people", "unfinished", "nothing"].map {
      ($0, try RunReportTests.render($0, .html))
    }
    let managed = [("manager-drill", try ManagerStory.drill()), ("manager-incident", try ManagerStory.incident())]
    let german = try managed.map { ("\($0), German", try GermanReportTests.page(of: $1)) }
    return stories + german + [
      ("past", String(decoding: try RunReport.render(PastStory.document(), as: .html), as: UTF8.self)),
      ("quarter", try Periods.text(Periods.quarter, as: .html)),
      ("everyday quarter", try Periods.text(Periods.everyday(.standard), as: .html)),
      ("everyday quarter, German", try Periods.text(Periods.everyday(GermanReportTests.look), as: .html)),
    ]
  }

  @Test func `on paper no heading stands alone, nothing is cut that fits on a sheet, and sheets are used`() throws {
    let pages = try Self.pages()
    try Browser.opened { browser in
      let views = pages.flatMap { page in
        Self.papers.map { paper in
          Browser.View(
            name: "\(page.name), \(paper.name)", html: page.html, width: paper.width, isPrinted: true,
            sheetHeight: paper.height)
        }
      }
      let measured = try browser.measure(views)
      #expect(measured.error == nil)
      #expect(measured.pages.map(\.name) == views.map(\.name))
      for page in measured.pages {
        #expect(page.count == 0, "\(page.name): \(page.problems.joined(separator: "\n  "))")
        #expect(page.texts > 3, "\(page.name) has no headings")
        #expect(page.name.hasPrefix("nothing") || page.sheets.count > 1, "\(page.name): \(page.sheets)")
      }
    }
  }
}
