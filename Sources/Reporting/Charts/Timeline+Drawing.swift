internal import RunbookModel

extension Timeline {
  private typealias Scale = TimelineScale

  /// The stretch before the run was started.
  var lead: [String] {
    guard scale.origin < .zero else { return [] }
    let (from, to) = (scale.x(scale.origin), scale.x(.zero))
    return [rectangle("lead", from, to - from, top: head - 6, height: height - head + 2)]
  }

  var grid: [String] {
    TimeAxis.ticks(upTo: scale.length).map { tick in
      line("grid", scale.x(scale.origin + tick), from: head - 6, to: height - 4)
    }
  }

  var axisLabels: [String] {
    TimeAxis.ticks(upTo: scale.length).map { tick in
      SVG.text(
        "quiet", x: scale.x(scale.origin + tick), y: Double(head - 12), TimeAxis.label(tick, say: look.say),
        anchor: .middle)
    }
  }

  /// For the names of phases, which are longer in some languages.
  private var headingRoom: Double {
    let widest = lanes.map { ChartText.width(of: $0.heading, size: 12) }.max() ?? 0
    return max(Scale.headings, min(130, widest + 9))
  }

  /// Services over the whole width, and phases in the left column, with a fine line above each.
  var headings: [String] {
    lanes.enumerated().flatMap { place, lane -> [String] in
      let top = Double(head + place * Self.laneHeight)
      if lane.isGroup {
        return [
          SVG.line("rule", 0, top, Scale.width, top),
          SVG.text("strong", x: 0, y: top + 17, ChartText.cut(lane.name, to: Scale.left - 30)),
        ]
      }
      guard !lane.heading.isEmpty else { return [] }
      let isFirst = place > 0 && lanes[place - 1].isGroup
      let name = ChartText.cut(lane.heading, to: headingRoom - 8, size: 12)
      return (isFirst ? [] : [SVG.line("grid", 0, top, Scale.width, top)])
        + [SVG.text("quiet", x: 0, y: top + 16, name)]
    }
  }

  func lane(_ place: Int) -> [String] {
    let lane = lanes[place]
    guard !lane.isGroup else { return [] }
    let top = head + place * Self.laneHeight
    let about = SVG.escaped("\(CellText.line(lane.name, most: 200)): \(lane.label)")
    let hasColumn = lanes.contains { !$0.heading.isEmpty }
    let room = Scale.left - 20 - (hasColumn ? headingRoom : 0)
    let name = ChartText.cut(lane.name, to: lane.isCritical ? room * 0.92 : room)
    var parts = ["<g><title>\(about)</title>"]
    parts.append(
      SVG.text(lane.isCritical ? "critical" : "", x: Scale.left - 17, y: Double(top + 16), name, anchor: .end))
    if lane.isCritical {
      parts.append(SVG.path("diamond", "M\(SVG.number(Scale.left - 9)) \(top + 7)l5 5l-5 5l-5 -5z"))
    }
    parts += bars(lane, top) + waits(lane, top) + crosses(lane, top)
    let end = scale.x(max(lane.end, lane.plannedEnd)) + 7
    let label = ChartText.cut(lane.label, to: Scale.width - scale.right - 10)
    parts.append(SVG.text(lane.isBad ? "bad" : "quiet", x: end, y: Double(top + 16), label))
    return parts + ["</g>"]
  }

  private func bars(_ lane: TimelineLane, _ top: Int) -> [String] {
    var parts: [String] = []
    for bar in lane.bars {
      guard let planned = bar.planned else { continue }
      let from = scale.x(bar.start)
      parts.append(rectangle("plan", from, scale.x(bar.start + planned) - from, top: top + 3, height: 18))
    }
    if let first = lane.bars.first, lane.bars.count > 1, !lane.isProof {
      let y = Double(top + 12)
      parts.append(SVG.line("thread", scale.x(first.start), y, scale.x(lane.end), y))
    }
    for bar in lane.bars {
      let (from, to) = (scale.x(bar.start), scale.x(bar.end))
      let state = (bar.isOpen ? " open" : "") + (lane.isCritical ? " edge" : "")
      let kind = lane.isProof ? "proof" : "p-\(bar.phase.rawValue)\(state)"
      let pattern = lane.isProof ? picture.name(of: .drill) : nil
      parts.append(rectangle(kind, from, to - from, top: top + 6, height: 12, pattern: pattern))
    }
    return parts
  }

  private func crosses(_ lane: TimelineLane, _ top: Int) -> [String] {
    lane.bars.filter(\.isFailed).flatMap { bar in
      let drawing = "M\(SVG.number(max(scale.x(bar.end), scale.x(bar.start) + 2) - 4)) \(top + 8)l8 8m-8 0l8 -8"
      return [SVG.path("cross-back", drawing), SVG.path("cross", drawing)]
    }
  }

  private func waits(_ lane: TimelineLane, _ top: Int) -> [String] {
    lane.waits.map { wait in
      let from = scale.x(wait.start)
      return rectangle(
        "wait", from, scale.x(wait.start + wait.duration) - from, top: top + 6, height: 12,
        pattern: picture.name(of: .wait))
    }
  }

  private var goals: ArraySlice<Scale.Goal> { scale.goals.prefix(Self.mostGoals) }

  var goalLines: [String] {
    goals.enumerated().map { place, goal in line("target", scale.x(goal.at), from: 4 + place * 16, to: height - 4) }
  }

  /// Each in a row of its own, so that none lies over another.
  var goalLabels: [String] {
    goals.enumerated().map { place, goal in
      let x = scale.x(goal.at)
      let label = look.say("target of \(names(goal.services)) · \(look.say.target(goal.rto))")
      let isLeft = x + ChartText.width(of: label) * 1.08 + 10 > Scale.width
      let words = ChartText.cut(label, to: (isLeft ? x : Scale.width - x) - 10)
      return SVG.text(
        "goal", x: isLeft ? x - 6 : x + 6, y: Double(12 + place * 16), words, anchor: isLeft ? .end : .start)
    }
  }

  private func line(_ kind: String, _ x: Double, from top: Int, to bottom: Int) -> String {
    SVG.line(kind, x, Double(top), x, Double(bottom))
  }

  /// At least a fine stroke, so that a short time is seen.
  private func rectangle(
    _ kind: String, _ x: Double, _ width: Double, top: Int, height: Int, pattern: String? = nil
  ) -> String {
    SVG.rectangle(
      kind, x: x, y: Double(top), width: max(2, width), height: Double(height), pattern: pattern)
  }
}
