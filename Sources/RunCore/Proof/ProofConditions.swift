internal import RunbookModel

extension ProofSummary {
  /// What keeps a drill from simply passing; an author's skip is none of it.
  var conditions: [String] {
    checks.compactMap(Self.condition) + breaks.flatMap(Self.conditions)
      + sleepingChecks.map { "\($0) slept through every break" }
  }

  private static func condition(_ seen: SeenCheck) -> String? {
    switch seen.result {
    case .vacuous: "\(seen.check) held on a machine without data: it proves nothing"
    case .inconclusive: "\(seen.check) could not be seen red" + first(seen.message)
    case .red, .skipped, .leftOut, .notReached: nil
    }
  }

  private static func conditions(_ damage: BreakSummary) -> [String] {
    var result: [String] = []
    switch damage.result {
    case .done:
      let wasTried = damage.trials.contains { $0.result != .notTried }
      if damage.noticed == 0 { result.append(wasTried ? "no check noticed the break \(damage.id)" : untried(damage)) }
    case .notDone: result.append("the break \(damage.id) could not be done" + first(damage.message))
    case .brokenOff: result.append("the run was stopped in the middle of the break \(damage.id): it may be done")
    case .leftOut, .notReached: return []
    }
    if !damage.isMended { result.append("the break \(damage.id) could not be mended" + first(damage.mendMessage)) }
    return result
  }

  private static func untried(_ damage: BreakSummary) -> String {
    "no check could be tried under the break \(damage.id)"
  }

  private static func first(_ message: String?) -> String {
    message?.split(separator: "\n").first.map { ": \($0)" } ?? ""
  }
}
