internal import RunCore
internal import RunbookModel
internal import Templates

/// What a drill showed of its checks under damage that was done on purpose: which of them noticed which break.
struct ProofTables {
  let summary: RunSummary
  let cells: Cells

  private var proof: ProofSummary? { summary.proof }
  private var say: Phrasebook { cells.say }

  /// A row for each break.
  var breaks: TemplateValue {
    cells.list(proof?.breaks ?? []) { damage in
      let tried = damage.trials.count { $0.result != .notTried }
      let mended = mended(damage)
      return .map([
        "name": cells.name(damage.title), "id": cells.name(damage.id.description),
        "result": .string(damage.result.words(say: say)), "tone": .string(damage.result == .done ? "good" : "warn"),
        "noticed": .string(damage.result == .done ? say("\(damage.noticed) of \(tried)") : "–"),
        "noticedTone": .string(damage.result == .done && damage.noticed == 0 ? "bad" : ""),
        "mended": .string(mended.words), "mendedTone": .string(mended.tone),
        "remark": cells.text([damage.message, damage.mendMessage].compactMap { $0 }.joined(separator: " · ")),
      ])
    }
  }

  private func mended(_ damage: BreakSummary) -> (words: String, tone: String) {
    if damage.isMended { return (say("yes"), "") }
    return damage.result == .leftOut || damage.result == .notReached ? ("–", "") : (say("NO"), "bad")
  }

  /// The heads of the table's columns.
  var breakNames: TemplateValue { .list(columns.map { .map(["name": cells.name(breakName($0))]) }) }

  /// A row for each check, a cell for each break.
  var trials: TemplateValue {
    let sleeping = Set(proof?.sleepingChecks ?? [])
    var order: [StepID] = []
    var found: [StepID: [StepID: BreakTrial]] = [:]
    for damage in columns {
      for trial in damage.trials {
        if found[trial.check] == nil { order.append(trial.check) }
        found[trial.check, default: [:]][damage.id] = trial
      }
    }
    let titles = Dictionary(summary.steps.map { ($0.id, $0.title) }) { first, _ in first }
    return .list(
      order.prefix(ReportValues.mostRows).map { check in
        .map([
          "name": cells.name(titles[check] ?? check.step.text), "id": cells.name(check.description),
          "cells": .list(columns.map { cell(found[check]?[$0.id], isSleeping: sleeping.contains(check)) }),
          "tone": .string(sleeping.contains(check) ? "warn" : ""),
        ])
      })
  }

  /// Most breaks are none of a check's business; only one that sleeps through all of them is worth a look.
  private func cell(_ trial: BreakTrial?, isSleeping: Bool) -> TemplateValue {
    let tone = trial?.result == .noticed ? "good" : trial?.result == .slept && isSleeping ? "warn" : ""
    return .map(["words": .string(trial?.result.words(say: say) ?? "–"), "tone": .string(tone)])
  }

  /// More columns than this no page holds; the rows of the breaks tell of the others.
  static let mostColumns = 24

  private var columns: ArraySlice<BreakSummary> { (proof?.breaks ?? []).prefix(Self.mostColumns) }

  private func breakName(_ damage: BreakSummary) -> String {
    Set(columns.map(\.id.runbook)).count > 1 ? damage.id.description : damage.id.step.text
  }

  /// That the runbook has breaks which this drill left alone.
  var breaksNote: String {
    guard let proof, proof.breaks.isEmpty, proof.breaksThere > 0 else { return "" }
    let count = proof.breaksThere
    return count == 1
      ? say("The runbook has a break that this drill did not do; a drill with --prove shows which checks notice.")
      : say(
        "The runbooks have \(count) breaks that this drill did not do; a drill with --prove shows which checks notice.")
  }

  /// What the recovery times leave out.
  var overheadNote: String {
    guard let overhead = summary.drillOverhead, overhead > .zero else { return "" }
    return say(
      "Drill overhead: for \(say.short(overhead)) the run did nothing but what only a drill does, such as seeing its checks fail. What of it lies within a recovery time is not counted there."
    )
  }
}

extension SeenCheck.Result {
  func words(say: Phrasebook = .english) -> String {
    switch self {
    case .red: say("red")
    case .vacuous: say("vacuous: it held")
    case .inconclusive: say("inconclusive")
    case .skipped: say("not tried")
    case .leftOut: say("left out")
    case .notReached: say("not reached")
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
  func words(say: Phrasebook = .english) -> String {
    switch self {
    case .done: say("done")
    case .notDone: say("not done")
    case .leftOut: say("left out")
    case .brokenOff: say("stopped half-way")
    case .notReached: say("not reached")
    }
  }
}

extension BreakTrial.Result {
  func words(say: Phrasebook = .english) -> String {
    switch self {
    case .noticed: say("noticed")
    case .slept: say("slept")
    case .notTried: say("not tried")
    }
  }
}
