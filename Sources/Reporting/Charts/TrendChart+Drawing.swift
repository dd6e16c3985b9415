internal import RunCore
internal import RunbookModel

extension TrendChart {
  private typealias Scale = TrendScale

  var axes: [String] {
    let ticks = TimeAxis.ticks(upTo: scale.reach, most: 5)
    let lines = ticks.flatMap { tick in
      [
        SVG.line("grid", Scale.left, scale.y(tick), Scale.right, scale.y(tick)),
        SVG.text("quiet", x: Scale.left - 6, y: scale.y(tick) + 4, TimeAxis.label(tick, say: look.say), anchor: .end),
      ]
    }
    return lines + dates
  }

  /// The first and the last day; one alone where they are the same.
  private var dates: [String] {
    let (first, last) = (look.day(scale.first), look.day(scale.last))
    let y = Scale.bottom + 19
    guard first != last else {
      return [SVG.text("quiet", x: (Scale.left + Scale.right) / 2, y: y, first, anchor: .middle)]
    }
    return [
      SVG.text("quiet", x: Scale.left, y: y, first), SVG.text("quiet", x: Scale.right, y: y, last, anchor: .end),
    ]
  }

  /// From run to run; a run of unknown length breaks it.
  var line: [String] {
    let stretches = points.split { $0.time == nil }.filter { $0.count > 1 }
    let paths = stretches.map { stretch in
      stretch.map { "\(SVG.number(scale.x($0.at))) \(SVG.number(y(of: $0)))" }.joined(separator: "L")
    }
    return paths.isEmpty ? [] : [SVG.path("trend-line", paths.map { "M" + $0 }.joined())]
  }

  var goal: [String] {
    guard let target else { return [] }
    let label = look.say("target \(look.say.target(target))")
    guard !scale.targetIsAbove else {
      let arrow = "M\(SVG.number(Scale.right - 5)) 4l5 8h-10z"
      return [SVG.path("goal", arrow), SVG.text("goal", x: Scale.right - 16, y: 13, label, anchor: .end)]
    }
    let y = scale.y(target)
    // Above the picture, where no mark can lie on it; a fine line leads to it.
    return [
      SVG.line("target", Scale.left, y, Scale.right, y),
      SVG.text("goal", x: Scale.right, y: 13, label, anchor: .end),
    ]
  }

  var marks: [String] {
    points.map { point in
      let small = points.count > 120
      let isAbove = point.time.map(scale.isAbove) ?? false
      let shape = TrendMark(point, isAbove: isAbove, size: small ? 2.6 : 4.5)
      return SVG.path(
        shape.kind, shape.drawing(x: scale.x(point.at), y: y(of: point)),
        title: points.count > Self.mostTitles ? nil : title(of: point))
    }
  }

  private func y(of point: TrendPoint) -> Double { point.time.map(scale.y) ?? Scale.bottom }

  private func title(of point: TrendPoint) -> String {
    let time = point.time.map(look.say.short) ?? look.say("unknown")
    let result = resultWords(point.judgement)
    let words = [look.day(point.at), modeWords(point.mode), time, result].filter { !$0.isEmpty }
    return words.joined(separator: " · ")
  }

  /// What the shapes stand for, as a small picture with words; once for all the charts of a page.
  static func keys(_ look: ReportLook) -> String {
    let entries: [(TrendMark, String)] = [
      (TrendMark(mode: .drill, judgement: .met), look.say("drill, target met")),
      (TrendMark(mode: .drill, judgement: .missed), look.say("drill, target missed")),
      (TrendMark(mode: .incident, judgement: .met), look.say("incident, target met")),
      (TrendMark(mode: .incident, judgement: .missed), look.say("incident, target missed")),
      (TrendMark(mode: .drill, judgement: .unknown), look.say("not judged or not known")),
    ]
    let items = entries.map { mark, words in
      "<span class=\"key\"><svg class=\"swatch\" viewBox=\"0 0 14 14\" aria-hidden=\"true\" "
        + "xmlns=\"http://www.w3.org/2000/svg\">\(SVG.path(mark.kind, mark.drawing(x: 7, y: 7)))</svg> "
        + "\(SVG.escaped(words))</span>"
    }
    return "<p class=\"keys\">\(items.joined(separator: "\n"))</p>"
  }
}
