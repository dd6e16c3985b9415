internal import RunCore
internal import RunbookModel

/// The picture of the time at one width, from top to bottom: targets, axis, bar, what its parts are, services.
struct TimeBarDrawing {
  let bar: TimeBar
  let kind: String
  let scale: TimeBarScale

  static let barHeight = 32.0
  /// On a narrow page a service's result has a line of its own.
  var rowHeight: Double { isNarrow ? 58 : 38 }
  var isNarrow: Bool { scale.width < 500 }
  /// The most targets that have a line with a label each.
  static let mostGoals = 3

  init(bar: TimeBar, kind: String, width: Double) {
    self.bar = bar
    self.kind = kind
    scale = TimeBarScale(bar.summary, stretches: bar.stretches, width: width)
  }

  var look: ReportLook { bar.look }

  /// Those with a label each; more of them stand in the rows of their services alone.
  var goals: ArraySlice<TimeBarScale.Goal> { scale.goals.count > Self.mostGoals ? [] : scale.goals[...] }
  var axisTop: Double { Double(goals.count) * 17 + 4 }
  var barTop: Double { axisTop + 24 }
  var keyTop: Double { barTop + Self.barHeight + 22 }
  var rowsTop: Double { keyTop + keys.height + 8 }
  var height: Double { rowsTop + Double(bar.services.count) * rowHeight + markKeys.height + 6 }

  /// The height of the picture depends on its keys, which name its patterns.
  var pictureID: String { scale.width > 500 ? "time" : "time-narrow" }

  var picture: Picture {
    Picture(
      id: pictureID, kind: kind, title: look.say("The time from disruption to recovery"),
      description: bar.description, width: scale.width, height: height)
  }

  var svg: String {
    picture.svg(
      axis + parts + overhead + waits + beyond + goalLines + goalLabels + clockNames + keys.svg + rows + markKeys.svg)
  }

  private var axis: [String] {
    let ticks = TimeAxis.ticks(upTo: scale.end - scale.origin, most: scale.width > 500 ? 9 : 5)
    var free = -Double.infinity
    return ticks.flatMap { tick -> [String] in
      let x = scale.x(scale.origin + tick)
      let label = TimeAxis.label(tick, say: look.say)
      let half = ChartText.width(of: label, size: 12) / 2
      let line = SVG.line("grid", x, axisTop + 16, x, barTop + Self.barHeight + 4)
      let place = max(half, min(scale.width - half, x))
      guard place - half > free else { return [line] }
      free = place + half + 4
      return [line, SVG.text("quiet", x: place, y: axisTop + 11, label, anchor: .middle)]
    }
  }

  /// The stretches; at least a stroke each, so that a short one is seen.
  private var parts: [String] {
    bar.stretches.all.flatMap { stretch -> [String] in
      let from = stretch.from.map(scale.x) ?? 6
      let to = stretch.from == nil ? scale.left : scale.x(stretch.to)
      let width = max(2.5, to - from - 1)
      let isUnknown = stretch.certainty == .unknown
      let shape = SVG.rectangle(
        Self.kind(stretch), x: from, y: barTop, width: width, height: Self.barHeight,
        pattern: isUnknown ? "\(pictureID)-unknown" : nil)
      let label = isUnknown && stretch.from == nil ? "?" : bar.name(stretch)
      let room = ChartText.width(of: label) + 10
      guard room < width else { return [shape] + openEnd(stretch, to) }
      let ink = isUnknown ? "said" : stretch.certainty == .assumed ? "in" : "in in-\(stretch.parts[0].rawValue)"
      let middle = SVG.text(ink, x: from + width / 2, y: barTop + 14, label, anchor: .middle)
      return [shape, middle] + openEnd(stretch, to)
    }
  }

  /// What goes on has no edge at its right, but an arrow.
  private func openEnd(_ stretch: TimeStretch, _ x: Double) -> [String] {
    guard stretch.certainty == .open || scale.isBeyond(stretch.to) else { return [] }
    let (x, y) = (SVG.number(x + 2), SVG.number(barTop + Self.barHeight / 2 - 7))
    return [SVG.path("arrow", "M\(x) \(y)l9 7l-9 7z")]
  }

  static func kind(_ stretch: TimeStretch) -> String {
    switch stretch.certainty {
    case .measured: "part t-\(stretch.parts[0].rawValue)"
    case .assumed: "part t-\(stretch.parts[0].rawValue) assumed"
    case .unknown: "part unsaid"
    case .open: "part t-\(stretch.parts[0].rawValue) open"
    case .unreached: "part t-\(stretch.parts[0].rawValue) unreached"
    }
  }

  /// Waiting for people, in the lower part of the bar.
  private var waits: [String] {
    bar.waits.map { wait in
      let (from, to) = (scale.x(wait.lowerBound), scale.x(wait.upperBound))
      return SVG.rectangle(
        "wait", x: from, y: barTop + Self.barHeight - 12, width: max(2, to - from), height: 11,
        pattern: "\(pictureID)-wait")
    }
  }

  /// What only a drill does, below what it was done in.
  private var overhead: [String] {
    bar.overhead.map { stretch in
      let (from, to) = (scale.x(stretch.lowerBound), scale.x(stretch.upperBound))
      return SVG.rectangle(
        "proof", x: from, y: barTop + Self.barHeight - 12, width: max(2, to - from), height: 11,
        pattern: "\(pictureID)-drill")
    }
  }

  /// What lies beyond a missed target, along the upper edge of the bar.
  private var beyond: [String] {
    bar.missed.map { stretch in
      let (from, to) = (scale.x(stretch.lowerBound), scale.x(stretch.upperBound))
      return SVG.rectangle(
        "over", x: from, y: barTop - 6, width: max(2, to - from), height: 8, corner: 0,
        pattern: "\(pictureID)-over")
    }
  }

  /// A target that lies far to the right has an arrow in place of a line.
  private var goalLines: [String] {
    goals.enumerated().map { place, goal in
      let (x, y) = (scale.x(goal.at), Double(place) * 17 + 6)
      return scale.isBeyond(goal.at)
        ? goalArrow(at: y + 1)
        // Not through the times of the axis.
        : SVG.path(
          "target",
          "M\(SVG.number(x)) \(SVG.number(y))V\(SVG.number(axisTop))M\(SVG.number(x)) \(SVG.number(barTop - 6))v44")
    }
  }

  /// At the right edge, for a target that lies later than the picture shows.
  func goalArrow(at y: Double) -> String {
    SVG.path("goal", "M\(SVG.number(scale.right + 6)) \(SVG.number(y - 5))l9 5l-9 5z")
  }

  private var goalLabels: [String] {
    goals.enumerated().map { place, goal in
      let x = scale.isBeyond(goal.at) ? scale.right + 8 : scale.x(goal.at)
      let full = bar.label(goal)
      let isLeft = x + ChartText.width(of: full) * 1.08 + 10 > scale.width && x > scale.width / 2
      let label = ChartText.cut(full, to: ((isLeft ? x : scale.width - x) - 8) / 1.08)
      return SVG.text(
        "goal", x: isLeft ? x - 6 : x + 6, y: Double(place) * 17 + 12, label, anchor: isLeft ? .end : .start)
    }
  }
}
