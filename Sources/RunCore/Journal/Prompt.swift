package import RunbookModel

/// A question to a person; its number is its generation, so an answer can't reach a later question by mistake.
package struct Prompt: Hashable, Sendable, Decodable {
  package enum Subject: String, Sendable, Decodable {
    case failure
    /// Nobody knows how an attempt ended.
    case unknownOutcome = "unknown-outcome"
    /// A host shows a key for which nobody has vouched.
    case hostKey = "host-key"
    /// Another recovery left its marker on a host.
    case hostMarker = "host-marker"
  }

  /// Counts from 1 within the run.
  package var number: Int
  package var step: StepID
  package var subject: Subject
  package var question: String
  package var choices: [Choice]
  /// What a person is shown of a host, so that the answer holds for that and for nothing else.
  package var refusal: HostRefusal?

  package init(
    number: Int, step: StepID, subject: Subject, question: String, choices: [Choice], refusal: HostRefusal? = nil
  ) {
    self.refusal = refusal
    self.number = number
    self.step = step
    self.subject = subject
    self.question = question
    self.choices = choices
  }
}

/// What a person can say of a step that failed, whose outcome nobody knows, or whose host is refused.
package enum Choice: String, Sendable, Decodable, CaseIterable {
  /// Try it once more.
  case rerun
  /// It has been done by hand, or is known to have succeeded.
  case done
  case skip
  /// End the run.
  case stop
  /// The host is the right one: its key, or taking it over, is accepted.
  case confirm

  /// What can be said of a step that has been tried.
  package static let afterTry: [Choice] = [.rerun, .done, .skip, .stop]
  /// What can be said of a step whose host is refused.
  package static let beforeHost: [Choice] = [.confirm, .rerun, .skip, .stop]
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
