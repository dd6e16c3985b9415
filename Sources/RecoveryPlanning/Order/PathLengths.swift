internal import RunbookModel

/// How long the plan takes, by budgets; what has no budget counts nothing, and waiting counts what it waits.
struct PathLengths {
  /// For each step, the longest way from its start to the end of the run.
  private(set) var remaining: [Duration]
  /// For each step, whether it lies on the longest way to the end of verify and cutover.
  private(set) var isCritical: [Bool]

  init(_ table: StepTable, needs: [[Int]], order: [Int]) {
    remaining = Array(repeating: .zero, count: table.count)
    isCritical = Array(repeating: false, count: table.count)
    var behind = remaining
    var toRecovery = remaining
    var behindRecovery = remaining
    for number in order.reversed() where !table.isExcluded(number) {
      let length = table.steps[number].plannedTime
      remaining[number] = length + behind[number]
      toRecovery[number] = table.steps[number].phase.countsForRecovery ? length + behindRecovery[number] : .zero
      for needed in needs[number] {
        behind[needed] = max(behind[needed], remaining[number])
        behindRecovery[needed] = max(behindRecovery[needed], toRecovery[number])
      }
    }
    markCritical(needs, order, toRecovery)
  }

  /// One longest way; where two are as long, that of the step which stands first.
  private mutating func markCritical(_ needs: [[Int]], _ order: [Int], _ lengths: [Duration]) {
    guard let longest = lengths.max(), longest > .zero else { return }
    var followers = Array(repeating: [Int](), count: needs.count)
    for number in order {
      for needed in needs[number] { followers[needed].append(number) }
    }
    var step = order.first { lengths[$0] == longest && needs[$0].isEmpty } ?? order.first { lengths[$0] == longest }
    while let number = step {
      isCritical[number] = true
      let next = followers[number].map { lengths[$0] }.max() ?? .zero
      step = next > .zero ? followers[number].first { lengths[$0] == next } : nil
    }
  }
}

extension Step {
  var plannedTime: Duration {
    if let budget { return budget }
    guard kindWord == .wait, case .wait(let time) = kind else { return .zero }
    return time.duration
  }
}

extension Phase {
  /// Acceptance and cleanup come after the last check of a recovery.
  var countsForRecovery: Bool { self < .accept }
}
