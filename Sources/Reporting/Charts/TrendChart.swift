internal import RunCore
internal import RunbookModel
internal import Templates

/// The recovery times of one service over the dates of its runs, against its target: one of several small charts.
///
/// `number` tells the charts of a page apart. `svg` is the picture, or a sentence where there is nothing to draw; `rows`
/// is the table behind it (`day`, `run`, `mode`, `time`, `target`, `result`, `tone`); `notes` say what lies beyond the
/// edge or isn't known; `keys` explains the shapes, once for all the charts of a page.
struct TrendChart {
  let title: String
  let points: [TrendPoint]
  let target: Duration?
  let look: ReportLook
  let picture: Picture
  let scale: TrendScale

  /// The most points that have a title each; more of them would only make the page heavy.
  static let mostTitles = 60

  init(
    number: Int, title: String, points: [TrendPoint], target: Duration?, look: ReportLook,
    dates: ClosedRange<WallTime>? = nil
  ) {
    self.title = CellText.line(title, most: 100)
    self.points = points.sorted { $0.at < $1.at }
    self.target = target
    self.look = look
    scale = TrendScale(self.points, target: target, dates: dates)
    picture = Picture(
      id: "trend-\(number)", kind: "trend", title: look.say("Recovery times of \(self.title)"),
      description: Self.description(self.points, target: target, look: look), width: TrendScale.width,
      height: TrendScale.height)
  }

  var svg: String {
    guard !points.isEmpty else { return "<p class=\"note\">\(HTMLText.escaped(look.say("No run yet.")))</p>" }
    return picture.svg(axes + line + goal + marks)
  }

  private static func description(_ points: [TrendPoint], target: Duration?, look: ReportLook) -> String {
    let times = points.compactMap(\.time)
    var words = [points.count == 1 ? look.say("One run.") : look.say("\(points.count) runs.")]
    if let shortest = times.min(), let longest = times.max() {
      words.append(
        look.say("The shortest recovery took \(look.say.short(shortest)), the longest \(look.say.short(longest))."))
    }
    if let target { words.append(look.say("The target is \(look.say.target(target)).")) }
    let missed = points.count { $0.judgement == .missed }
    if missed > 0 { words.append(look.say("Target missed: \(missed) of \(points.count).")) }
    return (words + [look.say("The table below the picture says the same in numbers.")]).joined(separator: " ")
  }
}

extension TrendChart {
  /// The table behind the picture, the newest run first.
  var rows: TemplateValue {
    .list(
      points.reversed().map { point in
        .map([
          "day": .string(look.day(point.at)), "run": .string(CellText.line(point.run, most: CellText.mostOfName)),
          "mode": .string(modeWords(point.mode)),
          "time": .string(point.time.map(look.say.short) ?? look.say("unknown")),
          "target": .string(target.map(look.say.target) ?? "–"), "result": .string(resultWords(point.judgement)),
          "tone": .string(point.judgement.tone),
        ])
      })
  }

  /// What the picture can't show.
  var notes: [String] {
    let above = points.compactMap(\.time).filter(scale.isAbove)
    let unknown = points.count { $0.time == nil }
    var notes: [String] = []
    if let longest = above.max() {
      notes.append(
        above.count == 1
          ? look.say("One run lies above the picture: it took \(look.say.short(longest)).")
          : look.say("\(above.count) runs lie above the picture; the longest took \(look.say.short(longest))."))
    }
    if unknown > 0 {
      notes.append(
        unknown == 1
          ? look.say("The recovery time of one run is not known.")
          : look.say("The recovery times of \(unknown) runs are not known."))
    }
    if scale.targetIsAbove, let target {
      notes.append(look.say("The target of \(look.say.target(target)) lies above the picture."))
    }
    return notes
  }

  func modeWords(_ mode: RunMode) -> String { mode == .drill ? look.say("drill") : look.say("incident") }

  func resultWords(_ judgement: ServiceSummary.Judgement) -> String {
    switch judgement {
    case .met: look.say("met")
    case .missed: look.say("missed")
    case .unknown: look.say("unknown")
    case .none: ""
    }
  }
}
