internal import RunCore
internal import RunbookModel
internal import Templates

/// What a drill showed of its checks: whether each failed without data, and which of them noticed which break.
struct ProofTables {
  let summary: RunSummary
  let format: ReportFormat

  private var proof: ProofSummary? { summary.proof }

  private func text(_ value: String?, most: Int = CellText.most) -> TemplateValue {
    .string(CellText.fit(value ?? "", for: format, most: most))
  }

  private func name(_ value: String) -> TemplateValue { text(value, most: CellText.mostOfName) }

  var seen: TemplateValue {
    .list(
      (proof?.checks ?? []).prefix(ReportValues.mostRows).map { seen in
        .map([
          "name": name(seen.title), "id": name(seen.check.description), "result": .string(seen.result.words),
          "tone": .string(seen.result.tone), "took": .string(seen.duration?.roundedText ?? "–"),
          "saw": text(seen.message.map(Self.beginning(of:))),
        ])
      })
  }

  /// What a failure says first is enough to see that it is the right one; the log has all of it.
  private static func beginning(of message: String) -> String {
    let lines = message.split(separator: "\n").filter { !$0.allSatisfy { $0 == " " || $0 == "^" } }
    return lines.prefix(3).joined(separator: "\n") + (lines.count > 3 ? "\n…" : "")
  }

  /// A row for each break.
  var breaks: TemplateValue {
    .list(
      (proof?.breaks ?? []).prefix(ReportValues.mostRows).map { damage in
        let tried = damage.trials.count { $0.result != .notTried }
        return .map([
          "name": name(damage.title), "id": name(damage.id.description), "result": .string(damage.result.words),
          "tone": .string(damage.result == .done ? "good" : "warn"),
          "noticed": .string(damage.result == .done ? "\(damage.noticed) of \(tried)" : "–"),
          "noticedTone": .string(damage.result == .done && damage.noticed == 0 ? "bad" : ""),
          "mended": .string(mended(damage)),
          "mendedTone": .string(mended(damage) == "NO" ? "bad" : ""),
          "remark": text([damage.message, damage.mendMessage].compactMap { $0 }.joined(separator: " · ")),
        ])
      })
  }

  private func mended(_ damage: BreakSummary) -> String {
    if damage.isMended { return "yes" }
    return damage.result == .leftOut || damage.result == .notReached ? "–" : "NO"
  }

  /// The heads of the table's columns.
  var breakNames: TemplateValue { .list(columns.map { .map(["name": name(breakName($0))]) }) }

  /// A row for each check, a cell for each break.
  var trials: TemplateValue {
    let sleeping = Set(proof?.sleepingChecks ?? [])
    var order: [StepID] = []
    var cells: [StepID: [StepID: BreakTrial]] = [:]
    for damage in columns {
      for trial in damage.trials {
        if cells[trial.check] == nil { order.append(trial.check) }
        cells[trial.check, default: [:]][damage.id] = trial
      }
    }
    let titles = Dictionary(summary.steps.map { ($0.id, $0.title) }) { first, _ in first }
    return .list(
      order.prefix(ReportValues.mostRows).map { check in
        .map([
          "name": name(titles[check] ?? check.step.text), "id": name(check.description),
          "cells": .list(columns.map { cell(cells[check]?[$0.id], isSleeping: sleeping.contains(check)) }),
          "tone": .string(sleeping.contains(check) ? "warn" : ""),
        ])
      })
  }

  /// Most breaks are none of a check's business; only one that sleeps through all of them is worth a look.
  private func cell(_ trial: BreakTrial?, isSleeping: Bool) -> TemplateValue {
    let tone = trial?.result == .noticed ? "good" : trial?.result == .slept && isSleeping ? "warn" : ""
    return .map(["words": .string(trial?.result.words ?? "–"), "tone": .string(tone)])
  }

  private var columns: [BreakSummary] { proof?.breaks ?? [] }

  private func breakName(_ damage: BreakSummary) -> String {
    Set(columns.map(\.id.runbook)).count > 1 ? damage.id.description : damage.id.step.text
  }

  /// That the runbook has breaks which this drill left alone.
  var breaksNote: String {
    guard let proof, proof.breaks.isEmpty, proof.breaksThere > 0 else { return "" }
    let count = proof.breaksThere
    return (count == 1 ? "The runbook has a break" : "The runbooks have \(count) breaks")
      + " that this drill did not do; a drill with --prove shows which checks notice."
  }

  /// What the recovery times leave out.
  var overheadNote: String {
    guard let overhead = summary.drillOverhead, overhead > .zero else { return "" }
    return "Drill overhead: for \(overhead.roundedText) the run did nothing but what only a drill does, such as seeing "
      + "its checks fail. What of it lies within a recovery time is not counted there."
  }
}

extension SeenCheck.Result {
  var words: String {
    switch self {
    case .red: "red"
    case .vacuous: "vacuous: it held"
    case .inconclusive: "inconclusive"
    case .skipped: "not tried"
    case .leftOut: "left out"
    case .notReached: "not reached"
    }
  }

  var tone: String {
    switch self {
    case .red: "good"
    case .vacuous: "bad"
    case .inconclusive: "warn"
    case .skipped, .leftOut, .notReached: ""
    }
  }
}

extension BreakSummary.Result {
  var words: String {
    switch self {
    case .done: "done"
    case .notDone: "not done"
    case .leftOut: "left out"
    case .brokenOff: "stopped half-way"
    case .notReached: "not reached"
    }
  }
}

extension BreakTrial.Result {
  var words: String {
    switch self {
    case .noticed: "noticed"
    case .slept: "slept"
    case .notTried: "not tried"
    }
  }
}
