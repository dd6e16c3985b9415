import Foundation
import RecoveryPlanning
import Reporting
import RunCore
import RunbookModel
import Testing

/// Reports of runs to which everything happened that can happen, and the figures in them.
struct SurvivalTests {
  /// What the JSON says of one figure.
  private struct Told: Decodable {
    struct Figure: Decodable {
      var id: String
      var lines: [String]
      var number: String
      var reckoning: String
      var text: String
      var unit: String
    }
    var figures: [Figure]
  }

  private static func render(_ story: Story, _ format: ReportFormat) throws -> String {
    let document = ReportDocument(
      summary: story.summary, journal: JournalMark(head: Story.head, lines: story.entries.count),
      trace: JournalTrace(of: story.state, entries: story.entries))
    return String(decoding: try RunReport.render(document, as: format), as: UTF8.self)
  }

  private static func figures(_ story: Story) throws -> [Told.Figure] {
    try JSONDecoder().decode(Told.self, from: Data(render(story, .json).utf8)).figures
  }

  private static func figure(_ id: String, _ story: Story) throws -> Told.Figure {
    try #require(figures(story).first { $0.id == id }, "\(id)")
  }

  @Test(arguments: Survivor.allCases)
  func `every report can be made and read, the same each time`(survivor: Survivor) throws {
    let story = try survivor.story()
    for format in ReportFormat.allCases where format != .html {
      let text = try Self.render(story, format)
      #expect(!text.isEmpty)
      if survivor != .tenThousandSteps { #expect(try Self.render(story, format) == text, "\(format)") }
    }
    let text = try Self.render(story, .html)
    if survivor != .tenThousandSteps { #expect(try Self.render(story, .html) == text) }
    let page = Page(text)
    #expect(page.problem == nil)
    #expect(page.count("script") == 0)
    #expect(page.text.contains("Where the figures come from"))
  }

  @Test(arguments: Survivor.allCases)
  func `every figure has a name of its own, and lines that are there`(survivor: Survivor) throws {
    let story = try survivor.story()
    let figures = try Self.figures(story)
    #expect(Set(figures.map(\.id)).count == figures.count)
    for figure in figures {
      let ends = figure.lines.flatMap { $0.split(separator: "-").compactMap { Int($0) } }
      #expect(ends.allSatisfy { (1...story.entries.count).contains($0) }, "\(figure.id) names \(figure.lines)")
      #expect(ends == ends.sorted(), "\(figure.id) names \(figure.lines)")
      #expect(!figure.reckoning.isEmpty && !figure.text.isEmpty)
      if figure.unit == "seconds" { #expect(!figure.number.hasPrefix("-"), "\(figure.id) is \(figure.number)") }
    }
  }

  @Test func `a clock that is put back in autumn makes no run shorter`() throws {
    let figure = try Self.figure("run.duration", Survivor.daylight.story())
    #expect(figure.number == "7200.000000000")
    let rta = try Self.figure("shop.rta", Survivor.daylight.story())
    #expect(rta.number == "7080.000000000")
    #expect(rta.reckoning == "T6 at line 36, less T0 at line 1")
  }

  @Test func `a wall clock that jumps changes no time but the one on the wall`() throws {
    let story = try Survivor.jumped.story()
    #expect(try Self.figure("run.duration", story).number == "600.000000000")
    #expect(try Self.figure("clock.end", story).number.hasPrefix("2026-11-22"))
    #expect(try Self.render(story, .markdown).contains("wall clock"))
  }

  @Test func `a run that was killed and taken up three times counts its sessions and the time between`() throws {
    let story = try Survivor.resumed.story()
    let sessions = try Self.figure("run.sessions", story)
    #expect(sessions.number == "4")
    #expect(sessions.lines == ["2", "4-6"])
    #expect(try Self.figure("run.duration", story).number == "4000.000000000")
  }

  @Test func `a run that is not over has no end, and what is open counts to its last line`() throws {
    let story = try Survivor.asking.story()
    let figures = try Self.figures(story)
    #expect(!figures.contains { $0.id == "run.duration" || $0.id == "clock.end" || $0.id == "shop.rta" })
    let waits = try Self.figure("waits.total", story)
    #expect(waits.number == "60.000000000")
    #expect(waits.lines == ["5-6"])
  }

  @Test func `a run of days is told in days`() throws {
    #expect(try Self.figure("run.duration", Survivor.days.story()).text == "3d 01h")
  }

  @Test func `what a drill alone does is taken off where the report says so`() throws {
    let rta = try Self.figure("shop.rta", Survivor.overhead.story())
    #expect(rta.number == "90.000000000")
    #expect(rta.reckoning == "T6 at line 8, less T0 at line 1, less drill overhead of 30.0s, lines 5-6")
    #expect(rta.lines == ["1", "5-6", "8"])
  }

  @Test func `money is reckoned to the hundredth, each currency apart`() throws {
    let story = try Survivor.overhead.story()
    #expect(try Self.figure("cost.EUR", story).text == "45.25 EUR")
    #expect(try Self.render(story, .markdown).contains("| Cost of the outage in EUR | 45.25 EUR |"))
  }

  @Test func `a table of sources speaks the site's language`() throws {
    let story = try Survivor.overhead.story()
    let look = ReportLook(
      say: Phrasebook([
        "Where the figures come from": "Woher die Zahlen kommen",
        "{1} at line {2}, less {3} at line {4}, less drill overhead of {5}, lines {6}":
          "{1} in Zeile {2}, ohne {5} der Übung, Zeilen {6}, seit {3} in Zeile {4}",
      ]))
    let document = ReportDocument(
      summary: story.summary, trace: JournalTrace(of: story.state, entries: story.entries), look: look)
    let text = String(decoding: try RunReport.render(document, as: .markdown), as: UTF8.self)
    #expect(text.contains("## Woher die Zahlen kommen"))
    #expect(text.contains("T6 in Zeile 8, ohne 30.0s der Übung, Zeilen 5-6, seit T0 in Zeile 1"))
    let json = String(decoding: try RunReport.render(document, as: .json), as: UTF8.self)
    #expect(json.contains("T6 at line 8, less T0 at line 1"), "JSON stays English")
  }
}
