internal import RecoveryPlanning
internal import RunbookModel

extension RunMachine {
  /// Changes the plan; what doesn't fit, and what the journal has already, changes nothing.
  mutating func take(_ amendment: Amendment) {
    guard state.ending == nil, state.objection(to: amendment) == nil,
      !state.amendments.contains(where: { $0.word == amendment })
    else { return }
    record(.amended(amendment))
    // What was ready may have been left out, or wait for another host.
    ready.removeAll()
    for index in due { makeReady(index) }
    for index in state.plan.steps.indices { makeReadyIfFree(index) }
  }

  /// Takes up a run that is over, for its cleanup or to take back what it did.
  mutating func take(_ reopening: Reopening) {
    guard state.ending != nil, state.objection(to: reopening) == nil else { return }
    takeUpSilently()
    record(.reopened(reopening))
    withdrawFinish()
  }
}
