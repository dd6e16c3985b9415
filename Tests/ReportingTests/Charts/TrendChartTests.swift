import RunCore
import RunbookModel
import Templates
import Testing

@testable import Reporting

struct TrendChartTests {
  @Test(arguments: TrendStories.names) func `every run is a mark within the picture`(name: String) throws {
    let chart = TrendStories.chart(name)
    let page = Page(chart.svg)
    #expect(page.problem == nil)
    let marks = page.elements.filter { $0.attributes["class"]?.hasPrefix("mark") == true }
    #expect(marks.count == TrendStories.points(name).count)
    for point in chart.points {
      #expect((TrendScale.left...TrendScale.right).contains(chart.scale.x(point.at)))
      let y = chart.scale.y(point.time ?? .zero)
      #expect((TrendScale.top...TrendScale.bottom).contains(y))
    }
    #expect(chart.svg.utf8.count < 80_000)
  }

  @Test func `drills and incidents, met and missed have different shapes, not colours alone`() {
    let marks = [
      TrendMark(mode: .drill, judgement: .met), TrendMark(mode: .drill, judgement: .missed),
      TrendMark(mode: .incident, judgement: .met), TrendMark(mode: .incident, judgement: .missed),
    ]
    #expect(Set(marks.map { $0.drawing(x: 7, y: 7) }).count == 4)
    #expect(Set(marks.map(\.kind)).count == 2)
  }

  @Test func `one huge time does not make lines of all the others`() {
    let chart = TrendStories.chart("outlier")
    #expect(chart.scale.reach < .seconds(3_600))
    #expect(chart.notes == ["One run lies above the picture: it took 7d 00h."])
    #expect(TrendStories.chart("year").notes.isEmpty)
  }

  @Test func `a far target does not make lines of the times`() {
    let chart = TrendStories.chart("low")
    #expect(chart.scale.reach < .seconds(60))
    #expect(chart.notes == ["The target of 30m lies above the picture."])
  }

  @Test func `an unknown time breaks the line and is told`() {
    let chart = TrendStories.chart("gaps")
    #expect(chart.notes == ["The recovery times of 2 runs are not known."])
    let line = Page(chart.svg).elements.first { $0.attributes["class"] == "trend-line" }?.attributes["d"]
    #expect(line?.count { $0 == "M" } == 1 && line?.count { $0 == "L" } == 1)
  }

  @Test func `the table says what the picture shows, the newest first`() {
    let look = ReportLook(dates: .points)
    let row: [String: TemplateValue] = [
      "day": .string("11.05.2026"), "run": .string("run-130"), "mode": .string("incident"), "time": .string("34m 00s"),
      "target": .string("30m"), "result": .string("missed"), "tone": .string("bad"),
    ]
    guard case .list(let rows) = TrendStories.chart("two", look: look).rows else {
      Issue.record("no list")
      return
    }
    #expect(rows.count == 2 && rows.first == .map(row))
  }

  @Test func `days are shared by charts that are asked for the same ones`() {
    let (first, last) = (TrendStories.point(0, 1).at, TrendStories.point(100, 1).at)
    let chart = TrendChart(
      number: 1, title: "x", points: [TrendStories.point(50, 20)], target: nil, look: .standard, dates: first...last)
    #expect(abs(chart.scale.x(chart.points[0].at) - (TrendScale.left + TrendScale.right) / 2) < 1)
    #expect(Page(chart.svg).text.contains("2026-01-01") && Page(chart.svg).text.contains("2026-04-11"))
  }
}
