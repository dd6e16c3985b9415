internal import RecoveryPlanning
internal import RunbookModel

/// The steps of one break, by their places in the plan.
struct BreakPlaces: Sendable {
  /// The break, after its runbook.
  var id: StepID
  var damage: Int
  var mending: Int?
  var noticing: [Int] = []
  var mended: [Int] = []

  /// Every break of a plan, in the order in which they are done.
  static func all(in plan: Plan) -> [BreakPlaces] {
    var all: [BreakPlaces] = []
    var numbers: [StepID: Int] = [:]
    for index in plan.steps.indices {
      guard let proof = plan.steps[index].proof, let name = proof.damage else { continue }
      let id = StepID(plan.steps[index].id.runbook, name)
      if case .damage = proof {
        numbers[id] = all.count
        all.append(BreakPlaces(id: id, damage: index))
      }
      guard let number = numbers[id] else { continue }
      switch proof {
      case .noticing: all[number].noticing.append(index)
      case .mending: all[number].mending = index
      case .mended: all[number].mended.append(index)
      case .damage, .seenRed: break
      }
    }
    return all
  }
}

extension RunState {
  /// Why a step of a break is left out: what it would show would be worth nothing.
  func exclusion(ofProof index: Int) -> String? {
    guard let proof = plan.steps[index].proof, let name = proof.damage,
      let place = graph.breaks.firstIndex(where: { $0.id == StepID(plan.steps[index].id.runbook, name) })
    else { return nil }
    let own = graph.breaks[place]
    switch proof {
    case .seenRed: return nil
    case .damage:
      guard let before = graph.breaks[..<place].first(where: isNotMended) else { return nil }
      return "the break \(before.id.step) before it could not be mended"
    case .noticing(_, let check):
      guard steps[own.damage].outcome == .passed else { return "the break was not done" }
      return problem(with: check)
    case .mending: return steps[own.damage].outcome == .excluded ? "the break was not done" : nil
    case .mended(_, let check):
      guard steps[own.damage].outcome != .excluded else { return "the break was not done" }
      guard own.mending.map({ steps[$0].outcome == .passed }) ?? true else { return "the break could not be mended" }
      return problem(with: check)
    }
  }

  /// Only of a check that held before can it be said what a break did to it.
  private func problem(with check: StepID) -> String? {
    self[check]?.outcome == .passed ? nil : "\(check) did not hold before the break"
  }

  /// Whether something is still broken for all that is known.
  func isNotMended(_ damage: BreakPlaces) -> Bool {
    let isTouched = steps[damage.damage].outcome != .excluded && !steps[damage.damage].attempts.isEmpty
    let isMended = damage.mending.map { steps[$0].outcome == .passed } ?? true
    return isTouched && (!isMended || damage.mended.contains { steps[$0].outcome == .failed })
  }
}
