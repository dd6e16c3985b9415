internal import RunCore
internal import RunbookModel
internal import Templates

/// Every check of the run with what it proved; one that nobody ever saw fail proves little.
struct CheckTable {
  let summary: RunSummary
  let cells: Cells
  private let seen: [StepID: SeenCheck]
  private let trials: [StepID: [BreakTrial.Result]]

  init(summary: RunSummary, cells: Cells) {
    self.summary = summary
    self.cells = cells
    seen = Dictionary((summary.proof?.checks ?? []).map { ($0.check, $0) }) { first, _ in first }
    let all = (summary.proof?.breaks ?? []).flatMap(\.trials).filter { $0.result != .notTried }
    trials = Dictionary(grouping: all, by: \.check).mapValues { $0.map(\.result) }
  }

  private var say: Phrasebook { cells.say }

  private var checks: [StepSummary] { summary.steps.filter { $0.isCheck && $0.proof == nil } }

  /// Where not all can be shown, those that are only a formality give way to those that something is to be said of.
  private var shown: [StepSummary] {
    guard checks.count > ReportValues.mostRows else { return checks }
    let all = checks
    let places = all.indices.sorted { (weight(all[$0]), $0) < (weight(all[$1]), $1) }
    return places.prefix(ReportValues.mostRows).sorted().map { all[$0] }
  }

  private func weight(_ step: StepSummary) -> Int { proved(step).tone == "good" || step.status == .passed ? 1 : 0 }

  var rows: TemplateValue {
    cells.list(shown) { step in
      let proved = proved(step)
      let look = seen[step.id]
      return .map([
        "name": cells.name(step.title), "id": cells.name(step.id.description),
        "phase": .string(step.phase.words(say: say)), "result": .string(step.outcomeWords(say: say)),
        "tone": .string(step.outcomeTone), "seen": .string(look?.result.words(say: say) ?? "–"),
        "seenTone": .string(look?.result.tone ?? ""), "took": .string(look?.duration.map(say.short) ?? ""),
        "saw": cells.text(look?.message.map(Self.beginning(of:))), "noticed": .string(noticed(step)),
        "proved": .string(proved.words), "provedTone": .string(proved.tone),
      ])
    }
  }

  /// What a failure says first is enough to see that it is the right one; the log has all of it.
  private static func beginning(of message: String) -> String {
    let lines = message.split(separator: "\n").filter { !$0.allSatisfy { $0 == " " || $0 == "^" } }
    return lines.prefix(3).joined(separator: "\n") + (lines.count > 3 ? "\n…" : "")
  }

  private func noticed(_ step: StepSummary) -> String {
    guard let results = trials[step.id] else { return "–" }
    return say("\(results.count { $0 == .noticed }) of \(results.count)")
  }

  /// In words what the check is worth as evidence, and how that looks.
  private func proved(_ step: StepSummary) -> (words: String, tone: String) {
    if let failure = unproved(step) { return failure }
    let results = trials[step.id] ?? []
    switch seen[step.id]?.result {
    case .vacuous: return (say("nothing: it held before there were data, too"), "bad")
    case .inconclusive: return (say("little: it could not be tried without data, so nobody saw it fail"), "warn")
    case .skipped: return (say("it held; by its author's word it was not tried without data"), "")
    case .leftOut, .notReached: return (say("it held; it was not tried without data in this drill"), "warn")
    case .red where results.contains(.noticed):
      return (say("it held, failed without data, and noticed damage that was done on purpose"), "good")
    case .red where !results.isEmpty:
      return (say("it held and failed without data, but noticed none of the damage that was done on purpose"), "warn")
    case .red: return (say("it held, and failed where there were no data"), "good")
    case nil where results.contains(.noticed):
      return (say("it held, and noticed damage that was done on purpose"), "good")
    case nil: return (say("it held; whether it can fail was not tried"), "")
    }
  }

  /// What is to be said of a check that did not hold in this run.
  private func unproved(_ step: StepSummary) -> (words: String, tone: String)? {
    if step.foundTrouble { return (say("what it looks at is down"), "") }
    switch step.status {
    case .passed, .alreadyDone: return nil
    case .failed: return (say("what it asks for did not hold"), "bad")
    case .byHand: return (say("nothing: a person vouched for it"), "warn")
    case .excluded, .skipped, .notReached: return (say("nothing: it was not carried out in this run"), "warn")
    case .cancelled: return (say("nothing: it was broken off"), "warn")
    case .waiting, .running, .retrying, .asking: return (say("nothing yet"), "")
    }
  }

  var note: String {
    if summary.mode == .incident {
      return say("A check that nobody saw fail proves little; only a drill tries checks where they must fail.")
    }
    return summary.proof == nil
      ? say("A check that nobody saw fail proves little; in this drill none was tried where it must fail.")
      : say(
        "A check that nobody saw fail proves little. Checks of the verify phase were tried once before there were data, where they had to fail."
      )
  }
}
