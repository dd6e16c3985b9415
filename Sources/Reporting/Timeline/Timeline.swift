internal import RunCore
internal import RunbookModel
internal import Templates

/// The run over time as an inline picture: what was planned behind what it took, and the target as a line.
struct Timeline {
  private let summary: RunSummary
  let lanes: [TimelineLane]
  let scale: TimelineScale
  private let laneNote: String

  static let laneHeight = 24
  /// Height above the first lane: the labels of targets, then those of the axis.
  var head: Int { 30 + 16 * min(scale.goals.count, Self.mostGoals) }
  var height: Int { head + lanes.count * Self.laneHeight + 8 }

  /// The most targets that have a line each.
  static let mostGoals = 3

  init(_ summary: RunSummary) {
    self.summary = summary
    let chosen = TimelineLanes(summary)
    lanes = chosen.lanes
    laneNote = chosen.note
    scale = TimelineScale(summary, lanes: chosen.lanes)
  }

  /// A figure; a sentence where nothing has started.
  var svg: String {
    guard !lanes.isEmpty else { return "<p class=\"note\">No step has started, so there is nothing to draw.</p>" }
    let opening =
      "<svg viewBox=\"0 0 \(TimelineScale.width) \(height)\" role=\"img\" aria-labelledby=\"timeline-title timeline-text\" xmlns=\"http://www.w3.org/2000/svg\">"
    let parts = [
      opening, "<title id=\"timeline-title\">Timeline of the run</title>",
      "<desc id=\"timeline-text\">\(HTMLText.escaped(description))</desc>", Self.waitPattern,
    ]
    let drawing = lead + grid + headings + lanes.indices.flatMap(lane) + goalLines
    return (parts + drawing + ["</svg>"]).joined(separator: "\n")
  }

  private static let waitPattern =
    "<defs><pattern id=\"wait\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect class=\"wait-back\" width=\"6\" height=\"6\"/><rect class=\"wait-line\" width=\"2\" height=\"6\"/></pattern></defs>"

  private var description: String {
    let longest = lanes.max { $0.end - ($0.bars.first?.start ?? .zero) < $1.end - ($1.bars.first?.start ?? .zero) }
    let name = longest.map { " The longest is \(CellText.line($0.name, most: 100)) with \($0.label)." } ?? ""
    let goals = scale.goals.map { goal in
      " The target of \(names(goal.services)) is at \((goal.at - scale.origin).roundedText)."
    }
    return
      "\(lanes.count) rows over \(scale.length.roundedText) \(zero).\(name)\(goals.prefix(Self.mostGoals).joined()) "
      + "The table of steps says the same in numbers."
  }

  private var zero: String { scale.startsAtDisruption ? "since the disruption" : "since the start of the run" }

  /// What stands below the picture.
  var notes: [String] {
    guard !lanes.isEmpty else { return [] }
    var keys = ["Times are \(zero)."]
    if lanes.contains(where: { $0.bars.contains { $0.planned != nil } }) {
      keys.append("The pale bar behind each is its planned time.")
    }
    if lanes.contains(where: \.isCritical) { keys.append("Bold names: the longest way through the plan.") }
    if lanes.contains(where: { !$0.waits.isEmpty }) { keys.append("Hatched: waiting for a person.") }
    return [(keys + farTargets).joined(separator: " ")] + (laneNote.isEmpty ? [] : [laneNote])
  }

  private var farTargets: [String] {
    guard let first = scale.farTargets.first else { return [] }
    let names = names(scale.farTargets.map(\.id.text))
    return scale.farTargets.count > 1
      ? ["The targets of \(names) lie beyond the right edge."]
      : ["The target of \(names), \(first.target.rto.spokenText), lies beyond the right edge."]
  }

  func names(_ services: [String]) -> String {
    let shown = services.prefix(3).map { CellText.line($0, most: 24) }.joined(separator: ", ")
    return services.count > 3 ? "\(shown) and \(services.count - 3) more" : shown
  }
}
