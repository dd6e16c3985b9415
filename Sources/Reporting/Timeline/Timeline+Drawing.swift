internal import RunbookModel
internal import Templates

extension Timeline {
  private typealias Scale = TimelineScale

  /// The stretch before the run was started.
  var lead: [String] {
    guard scale.origin < .zero else { return [] }
    let (from, to) = (scale.x(scale.origin), scale.x(.zero))
    let band = rectangle("lead", from, to - from, top: head - 6, height: height - head + 2)
    guard to - from > 110 else { return [band] }
    return [band, text("quiet", (from + to) / 2, height - 12, "before the run", anchor: "middle")]
  }

  var grid: [String] {
    TimeAxis.ticks(upTo: scale.length).flatMap { tick in
      let x = scale.x(scale.origin + tick)
      return [
        line("grid", x, from: head - 6, to: height - 4),
        text("quiet", x, head - 12, TimeAxis.label(tick), anchor: "middle"),
      ]
    }
  }

  /// The phases in the left column, with a fine line above each.
  var headings: [String] {
    lanes.enumerated().flatMap { place, lane -> [String] in
      guard !lane.heading.isEmpty else { return [] }
      let top = head + place * Self.laneHeight
      return [
        "<line class=\"grid\" x1=\"0\" x2=\"\(Scale.width)\" y1=\"\(top)\" y2=\"\(top)\"/>",
        text("quiet", 0, top + 16, Self.cut(lane.heading, to: 16)),
      ]
    }
  }

  func lane(_ place: Int) -> [String] {
    let lane = lanes[place]
    let top = head + place * Self.laneHeight
    let about = HTMLText.escaped("\(CellText.line(lane.name, most: 200)): \(lane.label)")
    var parts = ["<g><title>\(about)</title>"]
    let name = Self.cut(lane.name, to: lane.heading.isEmpty && lanes.count > 1 && isGrouped ? 44 : 31)
    parts.append(text(lane.isCritical ? "critical" : "", Scale.left - 12, top + 16, name, anchor: "end"))
    for bar in lane.bars {
      let from = scale.x(bar.start)
      if let planned = bar.planned {
        parts.append(rectangle("plan", from, scale.x(bar.start + planned) - from, top: top + 3, height: 18))
      }
      let kind = "p-\(bar.phase.rawValue)\(bar.isOpen ? " open" : "")"
      parts.append(rectangle(kind, from, scale.x(bar.start + bar.duration) - from, top: top + 6, height: 12))
    }
    for wait in lane.waits {
      let from = scale.x(wait.start)
      parts.append(rectangle("wait", from, scale.x(wait.start + wait.duration) - from, top: top + 6, height: 12))
    }
    let end = scale.x(max(lane.end, lane.bars.count == 1 ? lane.plannedEnd : .zero))
    parts.append(text(lane.isBad ? "bad" : "quiet", end + 7, top + 16, lane.label))
    return parts + ["</g>"]
  }

  /// Whether lanes stand for more than a step, so that they need no column for phases.
  private var isGrouped: Bool { lanes.allSatisfy(\.heading.isEmpty) }

  /// The lines first, so that none runs through the name of another.
  var goalLines: [String] {
    let goals = scale.goals.prefix(Self.mostGoals)
    let lines = goals.enumerated().map { place, goal in
      line("target", scale.x(goal.at), from: 4 + place * 16, to: height - 4)
    }
    return lines
      + goals.enumerated().map { place, goal in
        let x = scale.x(goal.at)
        let isLeft = x > (Scale.left + Scale.right) / 2
        let label = "target of \(names(goal.services)) · \((goal.at - scale.origin).targetText)"
        return text("goal", isLeft ? x - 6 : x + 6, 12 + place * 16, label, anchor: isLeft ? "end" : nil)
      }
  }

  private func line(_ kind: String, _ x: Double, from top: Int, to bottom: Int) -> String {
    let x = Scale.text(x)
    return "<line class=\"\(kind)\" x1=\"\(x)\" x2=\"\(x)\" y1=\"\(top)\" y2=\"\(bottom)\"/>"
  }

  /// At least a fine stroke, so that a short time is seen.
  private func rectangle(_ kind: String, _ x: Double, _ width: Double, top: Int, height: Int) -> String {
    "<rect class=\"\(kind)\" x=\"\(Scale.text(x))\" y=\"\(top)\" width=\"\(Scale.text(max(2, width)))\" height=\"\(height)\" rx=\"2\"/>"
  }

  private func text(_ kind: String, _ x: Double, _ y: Int, _ text: String, anchor: String? = nil) -> String {
    let style = (kind.isEmpty ? "" : " class=\"\(kind)\"") + (anchor.map { " text-anchor=\"\($0)\"" } ?? "")
    return "<text\(style) x=\"\(Scale.text(x))\" y=\"\(y)\">\(HTMLText.escaped(text))</text>"
  }

  /// Cuts by width rather than by number: characters from Hangul on, and pictures, take the room of two.
  static func cut(_ text: String, to columns: Int) -> String {
    let line = CellText.line(text, most: columns + 1)
    var room = columns
    var result = ""
    for character in line {
      room -= character.unicodeScalars.contains { $0.value >= 0x1100 } ? 2 : 1
      guard room >= 0 else { return result + "…" }
      result.append(character)
    }
    return result
  }
}
