internal import RunCore
internal import RunbookModel
internal import Templates

/// The steps in the plan's order, phase by phase; those that the plan leaves out stand apart.
struct StepTable {
  let summary: RunSummary
  let format: ReportFormat
  private let planned: [StepSummary]
  private let shown: [StepSummary]

  init(summary: RunSummary, format: ReportFormat) {
    self.summary = summary
    self.format = format
    planned = summary.steps.filter { $0.status != .excluded && $0.proof == nil }
    shown = Self.choose(planned)
  }

  /// What went otherwise than planned comes first where not all can be shown.
  private static func choose(_ steps: [StepSummary]) -> [StepSummary] {
    guard steps.count > ReportValues.mostRows else { return steps }
    let places = steps.indices.filter { steps[$0].status != .passed }
    let rest = steps.indices.filter { steps[$0].status == .passed }
    return (places + rest).prefix(ReportValues.mostRows).sorted().map { steps[$0] }
  }

  var note: String {
    if planned.isEmpty { return "The plan has no step to run." }
    guard shown.count < planned.count else { return "" }
    return "\(shown.count) of \(planned.count) steps are shown, first of all those that did not simply pass; "
      + "the JSON report has all."
  }

  var groups: TemplateValue {
    var groups: [(first: StepSummary, rows: [TemplateValue])] = []
    for step in shown {
      if let last = groups.last?.first, last.phase == step.phase, last.id.runbook == step.id.runbook {
        groups[groups.count - 1].rows.append(row(step))
      } else {
        groups.append((step, [row(step)]))
      }
    }
    let isOne = Set(summary.steps.map(\.id.runbook)).count <= 1
    return .list(
      groups.map { group in
        let phase = group.first.phase.rawValue
        let heading = isOne ? phase : "\(fit(group.first.id.runbook.text)): \(phase)"
        return .map(["phase": .string(phase), "heading": .string(heading), "steps": .list(group.rows)])
      })
  }

  var exclusions: TemplateValue {
    let excluded = summary.steps.filter { $0.status == .excluded && $0.proof == nil }
    return .list(
      excluded.prefix(ReportValues.mostRows).map { step in
        .map([
          "name": .string(fit(step.title)), "id": .string(fit(step.id.description)),
          "phase": .string(step.phase.rawValue),
          "why": .string(CellText.fit(step.message ?? "", for: format)),
        ])
      })
  }

  private func fit(_ name: String) -> String { CellText.fit(name, for: format, most: CellText.mostOfName) }

  private func row(_ step: StepSummary) -> TemplateValue {
    let isLate = step.planned.map { planned in (step.duration ?? .zero) > planned } ?? false
    let place = step.host.map { " on \($0)" } ?? ""
    return .map([
      "name": .string(fit(step.title)), "id": .string(fit(step.id.description + place)),
      "start": .string(step.started?.offsetText ?? "–"), "planned": .string(step.planned?.targetText ?? "–"),
      "actual": .string(step.duration?.roundedText ?? "–"), "late": .string(isLate ? "late" : ""),
      "attempts": .string(attempts(step)), "outcome": .string(step.outcomeWords), "tone": .string(step.outcomeTone),
      "remark": .string(CellText.fit(remark(step), for: format)),
    ])
  }

  private func attempts(_ step: StepSummary) -> String {
    let work = step.attempts.filter { $0.id.purpose == .work }
    let tries = work.count { $0.why != .poll }
    guard tries != work.count else { return tries == 0 ? "–" : "\(tries)" }
    return "\(max(tries, 1)), asked \(work.count) times"
  }

  private func remark(_ step: StepSummary) -> String {
    var parts = [step.message].compactMap { $0 }.filter { !$0.isEmpty }
    if let exit = step.exit, exit != 0, step.status == .failed { parts.append("exit status \(exit)") }
    if let bytes = step.bytesRestored { parts.append(bytes.bytesText) }
    if step.attempts.contains(where: \.logCut) { parts.append("the log lacks a part") }
    return parts.joined(separator: " · ")
  }
}
