internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// What people decided against the plan, what nobody answered, and who was waited for.
extension Trouble {
  var decisions: [String] {
    let skipped = of(.skipped).map { word in
      told(say("\(who(word)) left out the step “\(step(word))”."), reason: word.reason)
    }
    let byHand = of(.byHand).map { word in
      told(say("\(who(word)) did the step “\(step(word))” by hand."), reason: word.reason)
    }
    let changed = summary.amendments.map { told(words($0.amendment), reason: $0.amendment.reason) }
    return limited(skipped, to: 2) { say("\($0) more steps were left out.") } + refusals
      + limited(changed, to: 2) { say("\($0) more things were changed during the run.") }
      + limited(byHand, to: 2) { say("\($0) more steps were done by hand.") } + silences + others
  }

  private func of(_ kind: Deviation.Kind) -> [Deviation] { summary.deviations.filter { $0.kind == kind } }

  private func who(_ word: Deviation) -> String { word.by.map { name($0) } ?? say("Somebody") }

  private func name(_ person: Operator) -> String { CellText.line(person.name, most: 60) }

  private func step(_ word: Deviation) -> String { word.step.map { summary.title(of: $0) } ?? "–" }

  private func words(_ amendment: Amendment) -> String {
    let person = name(amendment.by)
    return switch amendment.change {
    case .step(let change):
      say("\(person) changed the step “\(summary.title(of: change.step.id))” while the run was under way.")
    case .input(let change):
      say("\(person) changed the setting “\(CellText.line(change.input.text, most: 60))” while the run was under way.")
    case .startsFrom(let phase): say("\(person) left out everything before the phase “\(phase.words(say: say))”.")
    }
  }

  /// But for those that a step failed by.
  private var refusals: [String] {
    let failed = Set(summary.plannedSteps.filter { $0.status == .failed }.map(\.id))
    return summary.waits.compactMap { wait in
      guard let answer = wait.answer, answer.choice == .reject, !failed.contains(wait.prompt.step) else { return nil }
      return told(say("\(name(answer.by)) refused “\(summary.title(of: wait.prompt.step))”."), reason: answer.reason)
    }
  }

  private var silences: [String] {
    let items = summary.waits.compactMap { wait -> String? in
      guard wait.hasExpired, wait.prompt.subject != .cleanup, let terms = wait.prompt.terms, terms.timeout != nil else {
        return nil
      }
      let question = CellText.line(wait.prompt.question, most: 80)
      return switch terms.onTimeout {
      case .fail: say("Nobody answered “\(question)” in time, which counted as a no.")
      case .skip: say("Nobody answered “\(question)” in time, so it was left out.")
      case .approve: say("Nobody answered “\(question)” in time, which counted as a yes.")
      case .choose(let option):
        say("Nobody answered “\(question)” in time, so “\(CellText.line(option.description, most: 60))” was taken.")
      }
    }
    return limited(items, to: 2) { say("\($0) more questions found no answer in time.") }
  }

  private var others: [String] {
    var result = of(.takenOver).map { say("\(who($0)) took over a machine that another recovery had claimed.") }
    result += of(.keyConfirmed).map { say("\(who($0)) vouched for a machine whose identity could not be checked.") }
    let commands = of(.adHoc).count
    if commands == 1 { result.append(say("1 command was run that no runbook holds.")) }
    if commands > 1 { result.append(say("\(commands) commands were run that no runbook holds.")) }
    if !of(.reopened).isEmpty { result.append(say("The run was taken up again after its end.")) }
    let absent = summary.participants.filter { $0.presence == .absent }.map { CellText.line($0.person, most: 60) }
    if !absent.isEmpty { result.append(say("Expected, but not there: \(absent.prefix(5).joined(separator: ", ")).")) }
    return result
  }

  /// Only beside other trouble; answers that the plan asks for count where a target was missed.
  var waits: [String] {
    var asked = summary
    if !summary.services.contains(where: { $0.rtoJudgement == .missed }) {
      asked.waits = summary.waits.filter { $0.prompt.terms == nil && $0.prompt.subject != .cleanup }
    }
    let total = asked.questionTimes.total
    guard total >= .seconds(60), let longest = asked.waits.max(by: { $0.waited < $1.waited }) else { return [] }
    let (title, time) = (summary.title(of: longest.prompt.step), say.spoken(longest.waited))
    return [
      asked.waits.count == 1
        ? say("\(say.spoken(total)) went by until somebody answered about “\(title)”.")
        : say("\(say.spoken(total)) went by waiting for people's answers, the longest, \(time), about “\(title)”.")
    ]
  }
}
