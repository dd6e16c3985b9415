import RunCore
import RunbookModel
import Testing

@testable import Reporting

struct TimelineTests {
  private static func timeline(_ story: String) throws -> Timeline {
    Timeline(ReportDocument(summary: try Stories.named(story)))
  }

  @Test(arguments: [
    (Duration.milliseconds(40), ["0", "5 ms", "10 ms", "15 ms", "20 ms", "25 ms", "30 ms", "35 ms", "40 ms"]),
    (.seconds(3), ["0", "500 ms", "1 s", "1.5 s", "2 s", "2.5 s", "3 s"]),
    (.seconds(20), ["0", "5 s", "10 s", "15 s", "20 s"]),
    (.seconds(47 * 60), ["0", "10 min", "20 min", "30 min", "40 min"]),
    (.seconds(100), ["0", "15 s", "30 s", "45 s", "1 min", "1:15 min", "1:30 min"]),
    (.seconds(3 * 3_600), ["0", "30 min", "1 h", "1:30 h", "2 h", "2:30 h", "3 h"]),
    (.seconds(3 * 86_400), ["0", "12 h", "24 h", "36 h", "2 d", "2 d 12 h", "3 d"]),
    (.seconds(100 * 86_400), ["0", "13 d", "26 d", "39 d", "52 d", "65 d", "78 d", "91 d"]),
  ])
  func `the axis has round times`(length: Duration, labels: [String]) {
    #expect(TimeAxis.ticks(upTo: length).map { TimeAxis.label($0) } == labels)
  }

  @Test func `a bar lies where its step ran`() throws {
    let timeline = try Self.timeline("passed")
    let load = try #require(timeline.lanes.first { $0.name == "Load the dump into the database" })
    #expect(load.bars.map(\.start) == [.milliseconds(9_400)])
    #expect(load.end == .milliseconds(22_900))
    let width = timeline.scale.right - TimelineScale.left
    #expect(
      abs(timeline.scale.x(load.end) - (TimelineScale.left + width * 22.9 / timeline.scale.length.inSeconds)) < 0.5)
  }

  @Test func `a target is drawn where it can be seen and told where it can't`() throws {
    let incident = try Self.timeline("incident")
    #expect(incident.scale.origin == .seconds(-760))
    #expect(incident.scale.goals.map(\.at) == [.seconds(900 - 760), .seconds(1_800 - 760)])
    #expect(incident.notes.joined().contains("The target of web, 2 hours, lies beyond the right edge."))
    #expect(incident.lanes.first { $0.name == "Copy the dump to the spare" }?.waits.count == 1)
  }

  @Test func `a drill's assumed time before the start does not squeeze what was measured`() throws {
    let failed = try Self.timeline("failed")
    #expect(failed.scale.origin == .zero)
    #expect(failed.notes.joined().contains("Times are since the start of the run."))
  }

  @Test(arguments: Stories.names) func `everything is drawn within the picture`(story: String) throws {
    let timeline = try Self.timeline(story)
    let page = Page(timeline.svg)
    #expect(page.problem == nil)
    for (name, attributes) in page.elements where name == "rect" && attributes["x"] != nil {
      let x = try #require(attributes["x"].flatMap(Double.init))
      let width = try #require(attributes["width"].flatMap(Double.init))
      #expect(x >= TimelineScale.left && x + width <= timeline.scale.right + 2.1)
    }
    #expect(timeline.lanes.count <= TimelineLanes.most)
  }

  @Test func `a picture has a name, a description and a table beside it`() throws {
    let page = Page(try Self.timeline("passed").svg)
    #expect(page.count("desc") == 1)
    #expect(page.text.contains("The longest is Load the dump into the database with 13.5s."))
    #expect(page.text.contains("The table of steps says the same in numbers."))
  }
}

extension Duration {
  fileprivate var inSeconds: Double { Double(nanoseconds) / 1e9 }
}
