package import RunbookModel

/// A question to a person; its number is its generation, so an answer can't reach a later question by mistake.
package struct Prompt: Hashable, Sendable, Decodable {
  package enum Subject: String, Sendable, Decodable {
    case failure
    /// Nobody knows how an attempt ended.
    case unknownOutcome = "unknown-outcome"
  }

  /// Counts from 1 within the run.
  package var number: Int
  package var step: StepID
  package var subject: Subject
  package var question: String
  package var choices: [Choice]

  package init(number: Int, step: StepID, subject: Subject, question: String, choices: [Choice]) {
    self.number = number
    self.step = step
    self.subject = subject
    self.question = question
    self.choices = choices
  }
}

/// What a person can say of a step that failed or whose outcome nobody knows.
package enum Choice: String, Sendable, Decodable, CaseIterable {
  /// Try it once more.
  case rerun
  /// It has been done by hand, or is known to have succeeded.
  case done
  case skip
  /// End the run.
  case stop
}

/// A person's word on a prompt.
package struct PromptAnswer: Hashable, Sendable, Decodable {
  package var prompt: Int
  package var choice: Choice
  package var reason: String?
  package var by: Operator

  package init(prompt: Int, choice: Choice, reason: String? = nil, by: Operator) {
    self.prompt = prompt
    self.choice = choice
    self.reason = reason
    self.by = by
  }
}

/// The run is to end before its plan does.
package struct StopRequest: Hashable, Sendable, Decodable {
  package enum Cause: Hashable, Sendable {
    case `operator`(Operator)
    /// This step failed, and its author or the mode says stop.
    case failure(StepID)
    /// A drill without a journal proves nothing.
    case bookkeeping
  }

  package var cause: Cause
  package var reason: String?
  /// Running jobs are ended rather than waited for.
  package var cancelsRunning: Bool
  /// Cleanup is left out as well.
  package var leavesCleanup: Bool

  package init(cause: Cause, reason: String? = nil, cancelsRunning: Bool, leavesCleanup: Bool = false) {
    self.cause = cause
    self.reason = reason
    self.cancelsRunning = cancelsRunning
    self.leavesCleanup = leavesCleanup
  }
}
