import Foundation
import Reporting
import RunCore
import Testing

/// The reports as a real browser draws them.
struct BrowserTests {
  private struct Sheet {
    var name: String
    var html: String
    var pictures: Int
  }

  private static func sheets() throws -> [Sheet] {
    let stories = try Stories.names.map {
      Sheet(name: $0, html: try RunReportTests.render($0, .html), pictures: $0 == "nothing" ? 0 : 2)
    }
    let times = try TimeStories.names.map {
      Sheet(name: $0, html: try Story.report(TimeStories.named($0), as: .html), pictures: 2)
    }
    let german = try ["people", "failed"].map {
      Sheet(name: "\($0), German", html: try GermanReportTests.page(of: Stories.named($0)), pictures: 2)
    }
    let quarters = try [("English", .standard), ("German", GermanReportTests.look)].map { (name, look: ReportLook) in
      Sheet(name: "quarter, \(name)", html: try Periods.text(Periods.everyday(look), as: .html), pictures: 5)
    }
    return stories + german + times + quarters + [
      Sheet(name: "trends", html: TrendStories.page, pictures: TrendStories.names.count - 1)
    ]
  }

  @Test func `no text of a report lies over another or outside its picture, on a phone, a laptop or paper`() throws {
    let pages = try Self.sheets()
    try Self.keep(pages)
    try Browser.opened { browser in
      let views = pages.flatMap { page in
        [
          Browser.View(name: "\(page.name), phone", html: page.html, width: 390),
          Browser.View(name: "\(page.name), laptop", html: page.html, width: 1_280),
          Browser.View(name: "\(page.name), paper", html: page.html, width: 680, isPrinted: true),
        ]
      }
      let measured = try browser.measure(views)
      #expect(measured.error == nil)
      #expect(measured.pages.map(\.name) == views.map(\.name))
      for (number, page) in measured.pages.enumerated() {
        #expect(page.count == 0, "\(page.name): \(page.count) problems: \(page.problems.joined(separator: "\n  "))")
        let pictures = pages[number / 3].pictures
        #expect(page.pictures == pictures, "\(page.name) has \(page.pictures) pictures")
        #expect(page.labels >= pictures * 5, "\(page.name)")
        #expect(page.texts > 10, "\(page.name) is blank")
      }
    }
  }

  @Test func `a report is no blank sheet`() throws {
    let html = try RunReportTests.render("incident", .html)
    try Browser.opened { browser in
      let shots = [
        (name: "phone", png: try browser.shot(of: html, width: 500, height: 2_400)),
        (name: "laptop", png: try browser.shot(of: html, width: 1_280, height: 2_000)),
        (name: "blank", png: try browser.shot(of: "<p></p>", width: 320, height: 200)),
      ]
      let measured = try browser.measure([], shots: shots)
      #expect(measured.error == nil)
      #expect(measured.shots.map(\.name) == ["phone", "laptop", "blank"])
      for shot in measured.shots {
        #expect(shot.name == "blank" ? shot.colours < 4 : shot.colours > 60, "\(shot.name): \(shot.colours) colours")
      }
    }
  }

  /// For those who want to look at them: HALFHOUR_PAGES names a folder for the pages.
  private static func keep(_ pages: [Sheet]) throws {
    guard let folder = ProcessInfo.processInfo.environment["HALFHOUR_PAGES"] else { return }
    for page in pages { try Data(page.html.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(page.name).html")) }
  }
}
