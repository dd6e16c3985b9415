/// One line of a run's journal: its number, when it was written, and what had happened or was about to.
package struct JournalEntry: Hashable, Sendable {
  /// Counts from 1 without a gap.
  package var sequence: Int
  package var stamp: Stamp
  package var event: Entry

  package init(sequence: Int, stamp: Stamp, event: Entry) {
    self.sequence = sequence
    self.stamp = stamp
    self.event = event
  }
}

/// What a journal can say; the state of a run is the fold of these and nothing else.
package enum Entry: Hashable, Sendable {
  case runOpened(RunOpening)
  case sessionOpened(SessionOpening)
  /// The intent; durable before anything is started.
  case stepStarted(AttemptStart)
  /// The outcome; durable before anything that needs it is started.
  case stepFinished(AttemptEnd)
  /// The step's `if` doesn't hold, or there is nothing for it to clean up.
  case stepExcluded(StepExclusion)
  /// The intent of a command that no runbook holds.
  case adHocStarted(AdHocIntent)
  case adHocFinished(AdHocEnd)
  case adHocRefused(AdHocRefusal)
  case promptOpened(Prompt)
  case promptAnswered(PromptAnswer)
  /// Nobody answered in time; what its `onTimeout` says holds.
  case promptExpired(PromptExpiry)
  /// The plan is another one from here on.
  case amended(Amendment)
  /// Somebody noted something, also after the end.
  case noted(Note)
  case findingChanged(FindingChange)
  case participantNoted(Participation)
  /// Somebody stands for the record; only after the end.
  case signedOff(SignOff)
  /// People were told how the run goes, or could not be told.
  case updateSent(SentUpdate)
  /// A run that was over goes on, with its cleanup or with taking back what it did, and with nothing else.
  case reopened(Reopening)
  case stopRequested(StopRequest)
  case clockStamped(ClockStamp)
  /// A host was reached, for the first time or with something new to see.
  case hostContacted(HostContact)
  /// The machine slept, as its two clocks show.
  case machineSlept(Sleep)
  /// The process was stopped, or got no processor.
  case stoodStill(Standstill)
  /// Entries could not be written from here on; they follow once they can.
  case bookkeepingLost(BookkeepingLoss)
  case bookkeepingRestored
  case runFinished(RunEnding)
}
