internal import RecoveryPlanning
internal import RunbookModel

extension RunMachine {
  /// The run's own time now.
  var elapsed: Duration { state.moment(of: now).elapsed }

  /// Asks to be woken when the next thing is due, unless that has been asked already.
  mutating func askToBeWoken() {
    guard let due = [nextDue?.time, nextExpiry].compactMap({ $0 }).min() else { return }
    let delay = max(.zero, due - elapsed)
    let at = Uptime(nanoseconds: now.uptime.nanoseconds + delay.nanoseconds + 1)
    guard wakeAsked != at else { return }
    wakeAsked = at
    effects.append(.wake(at: at))
  }

  /// When a step goes on by itself, in the run's own time.
  func dueTime(of index: Int) -> Duration? {
    switch state.steps[index].state {
    case .backingOff(_, let until, _): return due.contains(index) ? nil : until
    case .running:
      guard case .wait(let time) = state.plan.steps[index].step.kind, let begun = state.steps[index].attempts.last
      else {
        return nil
      }
      return begun.started.elapsed + time.duration
    case .waiting, .asking, .finished: return nil
    }
  }

  /// Says once that only people can move the run on, and only after all questions have been asked.
  mutating func awaitAnswers(_ nothingElse: Bool) {
    guard nothingElse || awaitsAnswers else { return }
    let unsaid = held.firstIndex { if case .awaitAnswers = $0.effect { true } else { false } }
    if let unsaid { held.remove(at: unsaid) }
    if nothingElse && (!awaitsAnswers || unsaid != nil) { hold(.awaitAnswers) }
    awaitsAnswers = nothingElse
  }
}
