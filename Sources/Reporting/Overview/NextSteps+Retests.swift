internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// What this run leaves to be tried again.
extension NextSteps {
  /// A sentence each; empty while the run goes on.
  var retests: [String] {
    guard let verdict = summary.verdict else { return [] }
    let items = whole(verdict) + targets + proofs + steps + amendments
    let left = items.count - Self.most
    return items.prefix(Self.most) + (left > 0 ? [say("And \(left) more, by the tables below.")] : [])
  }

  private func whole(_ verdict: Verdict) -> [String] {
    guard summary.mode == .drill, verdict == .failed || verdict == .stopped else { return [] }
    return [say("The whole drill: it did not pass.")]
  }

  private var targets: [String] {
    summary.services.flatMap { service -> [String] in
      let name = summary.name(service)
      var result: [String] = []
      if service.rtoJudgement == .missed { result.append(say("The recovery time of \(name): its target was missed.")) }
      if service.rtoJudgement == .unknown, summary.hasRecovered {
        result.append(
          service.countedRTA == nil
            ? say("The recovery time of \(name): it was not measured.")
            : say("The recovery time of \(name): no check showed that it works."))
      }
      if service.rpoJudgement == .missed {
        result.append(say("The age of the data of \(name): its target was missed."))
      }
      if service.madeAfterDisruption != nil {
        result.append(say("The age of the data of \(name): the backup was made after the disruption."))
      }
      return result
    }
  }

  private var proofs: [String] {
    guard let proof = summary.proof else { return [] }
    let empty = proof.checks.filter { [.vacuous, .inconclusive].contains($0.result) }
    let known = Set(empty.map(\.check))
    let asleep = proof.sleepingChecks.filter { !known.contains($0) }
    return empty.map { say("The check “\(summary.title($0.title, of: $0.check))”: it proved nothing.") }
      + asleep.map { say("The check “\(summary.title(of: $0))”: it noticed none of the damage.") }
      + proof.breaks.filter { $0.result == .done && $0.noticed == 0 }.map {
        say("The damage “\(summary.title($0.title, of: $0.id))”: no check noticed it.")
      }
  }

  private var steps: [String] {
    summary.plannedSteps.filter { !$0.foundTrouble }.compactMap { step in
      // Made only where it is told: there may be ten thousand steps.
      var title: String { summary.title(step.title, of: step.id) }
      return switch step.status {
      case .failed where summary.refusal(of: step.id) != nil: say("The step “\(title)”: it was refused.")
      case .failed: say("The step “\(title)”: it failed.")
      case .skipped: say("The step “\(title)”: it was left out.")
      case .byHand: say("The step “\(title)”: it was done by hand.")
      default: nil
      }
    }
  }

  private var amendments: [String] {
    summary.amendments.compactMap { amended in
      guard case .step(let change) = amended.amendment.change else { return nil }
      return say("The step “\(summary.title(of: change.step.id))”: it was changed; is the change in the runbook?")
    }
  }
}
