import Foundation
import Reporting
import RunCore
import Testing

/// Writes pages into the folder that HALFHOUR_PAGES names, to look at them in a browser.
struct PageFiles {
  private static let folder = ProcessInfo.processInfo.environment["HALFHOUR_PAGES"]

  @Test(.enabled(if: folder != nil), arguments: Stories.names + ["manager-drill", "manager-incident"])
  func `a page is written to be looked at`(story: String) throws {
    let summary =
      switch story {
      case "manager-drill": try ManagerStory.drill()
      case "manager-incident": try ManagerStory.incident()
      default: try Stories.named(story)
      }
    let logo = """
      <svg xmlns="http://www.w3.org/2000/svg" width="120" height="48">\
      <rect width="120" height="48" rx="8" fill="royalblue"/></svg>
      """
    let isOwn = story.hasPrefix("manager")
    let look = ReportLook(
      logo: isOwn ? .init(mediaType: "image/svg+xml", bytes: Array(logo.utf8)) : nil, colour: isOwn ? "#0a5fd0" : nil)
    let document = ReportDocument(
      summary: summary, journal: JournalMark(head: Story.head, endHead: Story.head, lines: 812), look: look)
    let url = URL(fileURLWithPath: try #require(Self.folder)).appending(path: "\(story).html")
    try Data(RunReport.render(document, as: .html)).write(to: url)
  }
}
