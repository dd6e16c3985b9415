internal import RunCore
internal import RunbookModel

/// What a drill found of its own checks.
extension Trouble {
  var unprovenChecks: [String] {
    guard let proof = summary.proof else { return [] }
    let checks = proof.checks.compactMap { seen -> String? in
      let title = summary.title(seen.title, of: seen.check)
      return switch seen.result {
      case .vacuous: say("The check “\(title)” proves nothing: it also passed where there were no data.")
      case .inconclusive: say("Whether the check “\(title)” can fail at all could not be tried.")
      case .red, .skipped, .leftOut, .notReached: nil
      }
    }
    // Where nothing noticed anything, that is said of the damage.
    let known = Set(proof.checks.filter { $0.result != .red }.map(\.check))
    let sleeping = proof.breaks.contains { $0.noticed > 0 } ? proof.sleepingChecks : []
    let asleep = sleeping.filter { !known.contains($0) }.map {
      say("The check “\(summary.title(of: $0))” noticed none of the damage.")
    }
    let breaks = proof.breaks.flatMap(sentences)
    return limited(breaks, to: 2) { say("With \($0) more kinds of damage it was the same.") }
      + limited(checks + asleep, to: 2) { say("\($0) more checks proved nothing.") }
  }

  private func sentences(_ damage: BreakSummary) -> [String] {
    let title = summary.title(damage.title, of: damage.id)
    var result: [String] = []
    switch damage.result {
    case .done where damage.noticed == 0: result.append(say("No check noticed the damage “\(title)”, done on purpose."))
    case .notDone: result.append(say("The damage “\(title)”, meant for trying the checks, could not be done."))
    case .brokenOff: result.append(say("The run was stopped in the middle of the damage “\(title)”: it may be done."))
    case .done, .leftOut, .notReached: break
    }
    if !damage.isMended, [.done, .notDone, .brokenOff].contains(damage.result) {
      result.append(say("The damage “\(title)”, done on purpose, could not be mended."))
    }
    return result
  }
}
