internal import RunCore
internal import RunbookModel
internal import Templates

/// The steps in the plan's order, phase by phase; those that the plan leaves out stand apart.
struct StepTable {
  let summary: RunSummary
  let cells: Cells
  private let planned: [StepSummary]
  private let shown: [StepSummary]
  private let people: StepPeople

  init(summary: RunSummary, cells: Cells) {
    self.summary = summary
    self.cells = cells
    planned = summary.plannedSteps
    shown = Self.choose(planned)
    people = StepPeople(of: summary)
  }

  private var say: Phrasebook { cells.say }

  /// What went otherwise than planned comes first where not all can be shown.
  private static func choose(_ steps: [StepSummary]) -> [StepSummary] {
    guard steps.count > ReportValues.mostRows else { return steps }
    let places = steps.indices.filter { steps[$0].status != .passed }
    let rest = steps.indices.filter { steps[$0].status == .passed }
    return (places + rest).prefix(ReportValues.mostRows).sorted().map { steps[$0] }
  }

  var note: String {
    if planned.isEmpty { return say("The plan has no step to run.") }
    guard shown.count < planned.count else { return "" }
    return say(
      "\(shown.count) of \(planned.count) steps are shown, first of all those that did not simply pass; the JSON report has all."
    )
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
        let phase = group.first.phase.words(say: say)
        let heading = isOne ? phase : "\(group.first.id.runbook.text): \(phase)"
        return .map([
          "phase": .string(group.first.phase.rawValue), "heading": cells.name(heading), "steps": .list(group.rows),
        ])
      })
  }

  /// Whether there is anything in the columns that only a run with people needs, and how many columns that makes.
  var columns: [String: TemplateValue] {
    let waits = !people.waited.isEmpty
    let names = !people.names.isEmpty
    return [
      "hasStepWaits": .bool(waits), "hasStepPeople": .bool(names),
      "stepColumns": .string("\(8 + (waits ? 1 : 0) + (names ? 1 : 0))"),
    ]
  }

  private func row(_ step: StepSummary) -> TemplateValue {
    let isLate = step.planned.map { planned in (step.duration ?? .zero) > planned } ?? false
    let papers = papers(of: step)
    return .map([
      "name": cells.name(step.title), "id": cells.name(place(of: step)), "start": cells.offset(step.started),
      "planned": .string(step.planned.map(say.target) ?? "–"), "actual": .string(step.duration.map(say.short) ?? "–"),
      "late": .string(isLate ? "late" : ""), "waited": .string(people.waited[step.id].map(say.short) ?? "–"),
      "attempts": .string(attempts(step)), "exit": .string(exit(step)),
      "outcome": .string(step.outcomeWords(say: say)), "tone": .string(step.outcomeTone),
      "who": cells.name(people.names[step.id]?.joined(separator: ", ") ?? "–"), "remark": cells.text(remark(step)),
      "hasPapers": .bool(!papers.isEmpty), "papers": .list(papers.map { cells.name($0) }),
    ])
  }

  private func place(of step: StepSummary) -> String {
    step.host.map { say("\(step.id) on \($0)") } ?? step.id.description
  }

  private func attempts(_ step: StepSummary) -> String {
    let work = step.attempts.filter { $0.id.purpose == .work }
    let tries = work.count { $0.why != .poll }
    guard tries != work.count else { return tries == 0 ? "–" : "\(tries)" }
    return say("\(max(tries, 1)), asked \(work.count) times")
  }

  private func exit(_ step: StepSummary) -> String {
    if let exit = step.exit { return "\(exit)" }
    return step.attempts.last?.signal.map { say("signal \($0)") } ?? "–"
  }

  private func remark(_ step: StepSummary) -> String {
    var parts = [step.message].compactMap { $0 }.filter { !$0.isEmpty }
    if let bytes = step.bytesRestored { parts.append(say.size(bytes)) }
    if step.attempts.contains(where: \.logCut) { parts.append(say("the log lacks a part")) }
    if step.attempts.contains(where: \.observedLate) { parts.append(say("its end was seen late")) }
    return parts.joined(separator: " · ")
  }

  /// What can be looked up: the files that people attached, and the logs of the tries.
  private func papers(of step: StepSummary) -> [String] {
    let files = people.evidence[step.id, default: []]
    let logs = step.attempts.filter { $0.logBytes > 0 }.map(\.id.logName)
    guard let last = logs.last else { return files }
    return files + [logs.count == 1 ? last : say("\(last) and \(logs.count - 1) more")]
  }
}
