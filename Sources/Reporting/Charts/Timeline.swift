internal import RunCore
internal import RunbookModel

/// The run over time as an inline picture: what was planned behind what it took, and the targets as lines.
struct Timeline {
  private let summary: RunSummary
  let look: ReportLook
  let lanes: [TimelineLane]
  let scale: TimelineScale
  private let laneNote: String

  static let laneHeight = 24
  /// Height above the first lane: the labels of targets, then those of the axis.
  var head: Int { 30 + 16 * min(scale.goals.count, Self.mostGoals) }
  var height: Int { head + lanes.count * Self.laneHeight + 8 }

  /// The most targets that have a line each.
  static let mostGoals = 3

  init(_ document: ReportDocument) {
    summary = document.summary
    look = document.look
    let chosen = TimelineLanes(document.summary, look: document.look)
    lanes = chosen.lanes
    laneNote = chosen.note
    scale = TimelineScale(document.summary, lanes: chosen.lanes)
  }

  /// A figure; a sentence where nothing has started.
  var svg: String {
    guard !lanes.isEmpty else {
      return "<p class=\"note\">\(SVG.escaped(look.say("No step has started, so there is nothing to draw.")))</p>"
    }
    return picture.svg(
      lead + grid + goalLines + axisLabels + headings + lanes.indices.flatMap(lane) + goalLabels)
  }

  var picture: Picture {
    Picture(
      id: "timeline", kind: "timeline", title: look.say("Timeline of the run"), description: description,
      width: TimelineScale.width, height: Double(height))
  }

  private var description: String {
    let rows = lanes.filter { !$0.isGroup }
    let longest = rows.max { $0.end - ($0.bars.first?.start ?? .zero) < $1.end - ($1.bars.first?.start ?? .zero) }
    let length = look.say.short(scale.length)
    var words = [
      scale.startsAtDisruption
        ? look.say("\(rows.count) rows over \(length) since the disruption.")
        : look.say("\(rows.count) rows over \(length) since the start of the run.")
    ]
    if let longest {
      words.append(look.say("The longest is \(CellText.line(longest.name, most: 100)) with \(longest.label)."))
    }
    words += scale.goals.prefix(Self.mostGoals).map { goal in
      look.say("The target of \(names(goal.services)) is at \(look.say.short(goal.at - scale.origin)).")
    }
    return (words + [look.say("The table of steps says the same in numbers.")]).joined(separator: " ")
  }

  /// What stands below the picture.
  var notes: [String] {
    guard !lanes.isEmpty else { return [] }
    var keys = [
      scale.startsAtDisruption
        ? look.say("Times are since the disruption.") : look.say("Times are since the start of the run.")
    ]
    if lanes.contains(where: { $0.bars.contains { $0.planned != nil } }) {
      keys.append(look.say("The pale bar behind each is its planned time."))
    }
    if lanes.contains(where: \.isCritical) {
      keys.append(
        summary.verdict == nil
          ? look.say("Bold names with a diamond: the longest way through the plan.")
          : look.say("Bold names with a diamond: the chain of steps that the end waited for."))
    }
    if lanes.contains(where: { !$0.waits.isEmpty }) { keys.append(look.say("Hatched: waiting for a person.")) }
    if lanes.contains(where: { $0.bars.contains(where: \.isFailed) }) {
      keys.append(look.say("A cross ends a try that failed."))
    }
    if lanes.contains(where: \.isProof) {
      keys.append(look.say("Striped: what only a drill does; it is not counted."))
    }
    return [(keys + farTargets).joined(separator: " ")] + (laneNote.isEmpty ? [] : [laneNote])
  }

  private var farTargets: [String] {
    guard let first = scale.farTargets.first else { return [] }
    let names = names(scale.farTargets.map(\.id.text))
    return scale.farTargets.count > 1
      ? [look.say("The targets of \(names) lie beyond the right edge.")]
      : [look.say("The target of \(names), \(look.say.spoken(first.target.rto)), lies beyond the right edge.")]
  }

  func names(_ services: [String]) -> String {
    let shown = services.prefix(3).map { CellText.line($0, most: 24) }.joined(separator: ", ")
    return services.count > 3 ? look.say("\(shown) and \(services.count - 3) more") : shown
  }
}
