package import Expressions

/// What a probe brought back.
package struct ProbeAnswer: Hashable, Sendable {
  package var observation: Observation
  /// What was asked and answered, for the log; secrets still stand in it.
  package var transcript: String

  package init(_ observation: Observation, transcript: String) {
    self.observation = observation
    self.transcript = transcript
  }
}

/// Why a probe brought back no answer; the words are for a person, secrets still stand in them.
package enum ProbeProblem: Error, Hashable, Sendable {
  /// It asked, and the other side refused, broke off or showed what can't be trusted.
  case failed(String)
  /// It could not even ask: a name that nobody knows, a file that isn't there, a value that makes no sense.
  case couldNotAsk(String)
  /// The time was over; says how far it had come.
  case timedOut(String)
  case cancelled
}
