/// What the world tells the run machine; each comes with the stamp of the instant at which it was taken in.
package enum RunEvent: Hashable, Sendable {
  /// Comes first, and only once.
  case sessionOpened(SessionOpening)
  /// Every entry up to this number is durable.
  case journalSynced(through: Int)
  case journalFailed(reason: String)
  case journalRestored
  case attemptFinished(AttemptID, AttemptReport)
  /// What was found of an attempt that an earlier session started; `running` ones report their end later.
  case attemptRecovered(AttemptID, AttemptReport)
  /// The time that was asked for by `wake` has come, or any other time.
  case woke
  case answered(PromptAnswer)
  case stopRequested(StopRequest)
  case clockStamped(ClockStamp)
  /// The plan is to be another one; what doesn't fit the run's state is refused.
  case amendmentRequested(Amendment)
  case noted(Note)
  case findingChanged(FindingChange)
  case participantNoted(Participation)
  case signedOff(SignOff)
  case updateSent(SentUpdate)
  /// Only of a run that is over.
  case reopenRequested(Reopening)
  case machineSlept(Duration)
  case hostContacted(HostContact)
  case stoodStill(Duration)
  case adHocRequested(AdHocRequest)
  /// Also of a command that an earlier session started.
  case adHocFinished(AttemptID, AttemptReport)
}
