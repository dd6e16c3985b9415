internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// A line for each step, for a spreadsheet or a program.
struct StepSheet {
  let summary: RunSummary

  private static let header = [
    "run", "mode", "runbook", "step", "title", "phase", "kind", "service", "host", "check", "critical", "proof",
    "status",
    "planned_seconds", "started", "ended", "offset_seconds", "duration_seconds", "waited_seconds", "attempts", "exit",
    "bytes_restored", "message",
  ]

  var bytes: [UInt8] {
    var sheet = CSVText(header: Self.header)
    let waits = Dictionary(grouping: summary.waits, by: \.prompt.step)
    for step in summary.steps { sheet.append(cells(of: step, waits: waits[step.id] ?? [])) }
    return sheet.bytes
  }

  private func cells(of step: StepSummary, waits: [PromptSummary]) -> [CSVText.Cell] {
    let waited = waits.isEmpty ? nil : waits.reduce(Duration.zero) { $0 + $1.waited }
    let place: [CSVText.Cell] = [
      .text(summary.run?.text), .text(summary.mode.rawValue), .text(step.id.runbook.text), .text(step.id.step.text),
      .text(step.title), .text(step.phase.rawValue), .text(step.kind.rawValue), .text(step.service?.text),
      .text(step.host), .truth(step.isCheck), .truth(step.isCritical), .text(step.proof?.word),
      .text(step.status.rawValue),
    ]
    return place + [
      .seconds(step.planned), .text(step.started?.wall.text), .text(step.ended?.wall.text),
      .seconds(step.started?.elapsed), .seconds(step.duration), .seconds(waited),
      .number(step.attempts.count { $0.id.purpose == .work }), .number(step.exit), .number(step.bytesRestored),
      .text(step.message),
    ]
  }
}

extension Proof {
  /// What a step that is not of the runbook proves.
  var word: String {
    switch self {
    case .seenRed: "seen-red"
    case .damage: "damage"
    case .noticing: "noticing"
    case .mending: "mending"
    case .mended: "mended"
    }
  }
}

extension WallTime {
  /// ISO 8601 with the offset, to the millisecond.
  var text: String { text(fractionDigits: 3) }
}
