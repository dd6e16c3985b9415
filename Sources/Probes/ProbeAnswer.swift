package import Expressions

/// What a probe brought back.
package struct ProbeAnswer: Hashable, Sendable {
  package var observation: Observation
  /// What was asked and answered, for the log; secrets still stand in it.
  package var transcript: String
  /// Values that were taken from earlier answers, by name; like secrets, they are for no eye.
  package var captured: [String: String] = [:]

  /// What a person should know besides where the answer isn't the expected one.
  package var note: String?

  /// The most of an answer that is compared, in bytes.
  package static let mostCompared = 1 << 20
  /// So much is read: secrets are hidden before the answer is cut, so that no half of one is left at its end.
  package static let mostRead = mostCompared + 64 * 1024

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
