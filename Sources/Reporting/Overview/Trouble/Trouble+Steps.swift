internal import RunCore
internal import RunbookModel

/// What stopped, failed, or had to be tried again.
extension Trouble {
  var stops: [String] {
    let ended = summary.clocks.ended?.elapsed
    let before = summary.deviations.filter { word in
      word.kind == .stopped && ended.map { word.at.elapsed <= $0 } ?? true
    }
    var result = before.compactMap { word in
      word.by.map { told(say("\(CellText.line($0.name, most: 60)) stopped the run."), reason: word.reason) }
    }
    if summary.irregularities.contains(where: \.isLostBookkeeping) {
      result.append(say("For a while the record of the run could not be written, so it has a gap."))
    }
    return result
  }

  /// Steps that failed for good, those that were broken off, and those whose turn never came.
  var failures: [String] {
    let steps = summary.plannedSteps.filter { $0.phase != .cleanup && !$0.foundTrouble }
    let wentOn = Set(summary.deviations.filter { $0.kind == .continued }.compactMap(\.step))
    let failed = steps.filter { $0.status == .failed }.map { step in
      if let refusal = summary.refusal(of: step.id) { return words(refusal, of: step) }
      let title = summary.title(step.title, of: step.id)
      let sentence =
        wentOn.contains(step.id)
        ? say("The step “\(title)” failed, and the run went on without it.")
        : step.isCheck ? say("The check “\(title)” failed.") : say("The step “\(title)” failed.")
      // What differs stands in the table of checks; this reader has no use for where the answers come from.
      if step.isCheck, step.message?.hasPrefix("known_good: expected ") == true {
        return sentence + " " + say("Its answer is not the one that was recorded as good.")
      }
      return told(sentence, message: step.message)
    }
    let cancelled = steps.filter { $0.status == .cancelled }.map {
      say("The step “\(summary.title($0.title, of: $0.id))” was broken off.")
    }
    let open = steps.count { $0.status == .notReached }
    var result = limited(failed, to: 3) { say("\($0) more steps failed.") }
    result += limited(cancelled, to: 1) { say("\($0) more steps were broken off.") }
    if open == 1 { result.append(say("After that 1 planned step was not carried out.")) }
    if open > 1 { result.append(say("After that \(open) planned steps were not carried out.")) }
    return result
  }

  /// Somebody's no, which says itself why the step failed, and of whose service.
  private func words(_ refusal: PromptAnswer, of step: StepSummary) -> String {
    let person = CellText.line(refusal.by.name, most: 60)
    let refused = summary.services.first {
      step.phase == .accept && $0.runbook == step.id.runbook && $0.verified != nil && $0.accepted == nil
    }
    let sentence =
      refused.map { say("\(summary.name($0)) was back, but \(person) refused to accept it.") }
      ?? say("\(person) refused “\(summary.title(step.title, of: step.id))”.")
    return told(sentence, reason: refusal.reason)
  }

  /// What a drill did not put away.
  var leftOver: [String] {
    let open = summary.plannedSteps.filter { step in
      step.phase == .cleanup && [.failed, .cancelled, .notReached].contains(step.status)
    }
    let items = open.map { step in
      told(
        say("Something may be left over: the cleanup “\(summary.title(step.title, of: step.id))” was not done."),
        message: step.status == .failed ? step.message : nil)
    }
    return limited(items, to: 1) { say("\($0) more steps of the cleanup were not done.") }
  }

  /// Steps that came right in the end.
  var retries: [String] {
    let well = summary.plannedSteps.filter { [.passed, .alreadyDone, .byHand, .running].contains($0.status) }
    let words = Dictionary(grouping: summary.deviations.filter { $0.kind == .rerun || $0.kind == .retried }) { $0.step }
    let items = well.compactMap { step -> String? in
      guard let own = words[step.id] else { return nil }
      let title = summary.title(step.title, of: step.id)
      if let word = own.first(where: { $0.kind == .rerun }), let person = word.by {
        return told(
          say("The step “\(title)” failed, and \(CellText.line(person.name, most: 60)) had it run again."),
          reason: word.reason)
      }
      let tries = step.attempts.count { $0.id.purpose == .work && $0.why != .poll }
      // What a program said then is of no use to this reader; the table of steps has it.
      return tries > 2
        ? say("The step “\(title)” worked only at try number \(tries).")
        : say("The step “\(title)” failed on the first try and was run again.")
    }
    return limited(items, to: 2) { say("\($0) more steps needed more than one try.") }
  }
}

extension Irregularity {
  fileprivate var isLostBookkeeping: Bool {
    if case .bookkeepingLost = kind { true } else { false }
  }
}
