import RunCore
import RunbookModel

@testable import Reporting

/// Series of recoveries that a small chart has to bear.
enum TrendStories {
  static let names = ["none", "one", "two", "year", "gaps", "outlier", "low", "crowd", "long"]

  static func point(
    _ day: Int, _ minutes: Double?, _ mode: RunMode = .drill, target: Double = 30
  ) -> TrendPoint {
    TrendPoint(
      at: WallTime(nanoseconds: 1_767_225_600_000_000_000 + Int64(day) * 86_400_000_000_000),
      time: minutes.map {
        .seconds($0 * 60)
      }, mode: mode, judgement: minutes.map { $0 <= target ? .met : .missed } ?? .unknown, run: "run-\(day)")
  }

  static func points(_ name: String) -> [TrendPoint] {
    switch name {
    case "none": []
    case "one": [point(40, 21)]
    case "two": [point(40, 21), point(130, 34, .incident)]
    case "year":
      [point(10, 44), point(60, 36), point(100, 31, .incident), point(190, 24), point(280, 22), point(300, 19)]
    case "gaps": [point(10, 24), point(50, nil), point(80, 22), point(81, 25), point(300, nil, .incident)]
    case "outlier": [point(10, 24), point(50, 27), point(80, 10_080, .incident), point(120, 22)]
    case "low": [point(10, 0.4), point(50, 0.5), point(80, 0.45)]
    case "crowd": (0..<400).map { point($0, 15 + Double($0 * 37 % 23), $0 % 9 == 0 ? .incident : .drill) }
    default: [point(10, 2_880, target: 4_000), point(400, 4_300, target: 4_000)]
    }
  }

  static func chart(_ name: String, look: ReportLook = .standard) -> TrendChart {
    TrendChart(
      number: names.firstIndex(of: name) ?? 0, title: name == "long" ? String(repeating: "long ", count: 1_000) : name,
      points: points(name), target: .seconds(name == "long" ? 240_000 : 1_800), look: look)
  }

  /// All of them on one page.
  static var page: String {
    let figures = names.map { name in
      let chart = chart(name)
      return "<section><h2>\(name)</h2><div class=\"picture\">\(chart.svg)</div>"
        + chart.notes.map { "<p class=\"note\">\($0)</p>" }.joined() + "</section>"
    }
    return """
      <!DOCTYPE html>
      <html lang="en" xmlns="http://www.w3.org/1999/xhtml"><head><meta charset="utf-8"/><title>Trends</title>
      <style>\(ReportTemplates.builtIn.css)</style></head>
      <body><main>\(figures.joined(separator: "\n"))\(TrendChart.keys(.standard))</main></body></html>
      """
  }
}
