internal import RecoveryPlanning
internal import RunbookModel

/// What changes of the plan, and what came after a run's end, mean for whoever reads of the run.
extension RunState {
  /// Why a run that was amended doesn't simply pass.
  var amendmentConditions: [String] {
    amendments.map { dated in
      switch dated.word.change {
      case .step(let change): "\(change.step.id) was changed during the run"
      case .input(let change): "the input \(change.words) was changed during the run"
      case .startsFrom(let phase): words(ofStartFrom: phase, by: dated.word.by)
      }
    }
  }

  /// Places of the steps that a later start left out.
  package var leftOutByStart: [Int] {
    plan.steps.indices.filter { steps[$0].outcome == .skipped && steps[$0].exclusion != nil }
  }

  private func words(ofStartFrom phase: Phase, by person: Operator) -> String {
    let left = leftOutByStart
    let phases = Phase.allCases.filter { phase in left.contains { plan.steps[$0].step.phase == phase } }
    let names = phases.map(\.rawValue)
    let list = (names.dropLast().isEmpty ? "" : names.dropLast().joined(separator: ", ") + " and ") + (names.last ?? "")
    let were = left.count == 1 ? "step of \(list) was" : "steps of \(list) were"
    return "started from \(phase.rawValue): \(left.count) \(were) left out on the word of \(person)"
  }

  /// What was done after the end is told, so that nobody takes it for a part of the run.
  var reopeningConditions: [String] {
    var result: [String] = []
    if let last = reopenings.last(where: { $0.word.purpose == .cleanup })?.word {
      result.append("its cleanup was taken up again after its end by \(last.by)")
    }
    for (index, planned) in plan.steps.enumerated() {
      guard let undone = planned.undoes, !steps[index].attempts.isEmpty else { continue }
      switch steps[index].outcome {
      case .passed, .byHand: result.append("\(undone) was taken back after the end")
      default:
        let why = steps[index].lastMessage?.split(separator: "\n").first.map { ": \($0)" } ?? ""
        result.append("\(undone) could not be taken back" + why)
      }
    }
    return result
  }

  /// Of a step that was tried after the run's end: how long its tries took, as the time between them is none of it.
  func timeAtWorkAgain(_ index: Int) -> Duration? {
    guard let ended, let last = steps[index].attempts.last, last.started.elapsed > ended.elapsed else { return nil }
    return steps[index].attempts.compactMap(\.duration).reduce(.zero, +)
  }

  /// A stop of a cleanup that was taken up later is none of the run.
  var stopsBeforeEnd: ArraySlice<StopRecord> { stops.prefix(stopsAtEnd ?? stops.count) }

  /// Places of the steps of which a summary tells: what takes a step back only once that was asked for.
  var toldSteps: [Int] { plan.steps.indices.filter { plan.steps[$0].undoes == nil || !steps[$0].attempts.isEmpty } }
}

extension PlannedStep {
  /// Whether it is no step that proves something or takes another one back.
  var isOfRunbook: Bool { proof == nil && undoes == nil }
}

extension PlanChange {
  /// On one line: what changes, and of an input how.
  package var words: String {
    switch self {
    case .step(let change): "\(change.step.id) is changed"
    case .input(let change): "input \(change.words)"
    case .startsFrom(let phase): "started from \(phase.rawValue)"
    }
  }
}

extension InputChange {
  var words: String { "\(input): \(before) -> \(after)" }
}

extension Deviation {
  init(_ dated: Dated<Amendment>) {
    kind = .amended
    at = dated.at
    by = dated.word.by
    reason = dated.word.reason
    switch dated.word.change {
    case .step(let change):
      step = change.step.id
      detail = change.difference
    case .input(let change):
      step = nil
      detail = "input \(change.words)"
    case .startsFrom(let phase):
      step = nil
      detail = "started from \(phase.rawValue)"
    }
  }

  init(_ dated: Dated<Reopening>) {
    kind = .reopened
    step = nil
    at = dated.at
    by = dated.word.by
    reason = dated.word.reason
    detail = dated.word.purpose == .cleanup ? "its cleanup" : "to take back what it did"
  }
}
