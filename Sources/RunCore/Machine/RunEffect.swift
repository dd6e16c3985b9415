package import Expressions
package import RecoveryPlanning
package import RunbookModel

/// What the run machine wants done, in this order.
package enum RunEffect: Hashable, Sendable {
  case append(JournalEntry)
  case startAttempt(AttemptRequest)
  /// Find out what became of an attempt that an earlier session started.
  case recoverAttempt(AttemptRequest, boot: String)
  case cancelAttempt(AttemptID)
  case startAdHoc(AdHocStart)
  /// Find out what became of a command that an earlier session started.
  case recoverAdHoc(AdHocStart, boot: String)
  case ask(Prompt)
  /// Tell that an answer changes nothing, and why.
  case ignore(PromptAnswer, because: String)
  /// Nothing can go on before one of the open prompts is answered.
  case awaitAnswers
  /// Send `woke` at or after this uptime; a later request replaces an earlier one.
  case wake(at: Uptime)
  case finish(RunEnding)
}

/// All that an executor needs to know of a try, secrets apart: those are resolved where it starts.
package struct AttemptRequest: Hashable, Sendable {
  package var attempt: AttemptID
  package var step: PlannedStep
  package var run: RunID
  package var mode: RunMode
  /// The values of the names that the step uses; secrets are missing.
  package var values: [ValueName: String]
  /// Every input of the step's runbook, for the environment of scripts.
  package var inputs: [InputName: String]
  /// Where an earlier session put the attempt's job folder; nil for an attempt of this one.
  package var jobFolders: JobPlace?
  /// Every host that the step uses, by `on` or as an end of a copy.
  package var hosts: [HostName: HostAccess] = [:]

  /// Where the step runs; nil on this machine.
  package var destination: String? { step.step.on.flatMap { hosts[$0]?.destination } }

  package init(
    attempt: AttemptID, step: PlannedStep, run: RunID, mode: RunMode, values: [ValueName: String],
    inputs: [InputName: String]
  ) {
    self.attempt = attempt
    self.step = step
    self.run = run
    self.mode = mode
    self.values = values
    self.inputs = inputs
  }
}
