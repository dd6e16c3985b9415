internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel

/// What people had to do with each step: how long it waited for them, who they were, what they attached.
struct StepPeople {
  private(set) var waited: [StepID: Duration] = [:]
  private(set) var names: [StepID: [String]] = [:]
  private(set) var evidence: [StepID: [String]] = [:]

  init(of summary: RunSummary) {
    for wait in summary.waits {
      let step = wait.prompt.step
      waited[step, default: .zero] += wait.waited
      wait.people.forEach { take($0, step) }
      evidence[step, default: []] += wait.answer?.evidence.map(\.name) ?? []
    }
    // Who changed, skipped or vouched for it without being asked.
    for deviation in summary.deviations {
      if let step = deviation.step, let person = deviation.by { take(person.description, step) }
    }
  }

  private mutating func take(_ person: String, _ step: StepID) {
    if names[step]?.contains(person) != true { names[step, default: []].append(person) }
  }
}
