/// How a prompt waits for its people, beyond the step's `timeout`.
package struct Patience: Hashable, Sendable, Decodable {
  /// How to reach whoever should answer; that of the role's people without it.
  package var contact: String?
  /// How often those who are told of open questions are told again.
  @OptionalDurationText package var remind: Duration?
  /// What holds once the `timeout` has passed without an answer; without it nobody's silence says yes: the step fails.
  package var onTimeout: Silence?

  package init(contact: String? = nil, remind: Duration? = nil, onTimeout: Silence? = nil) {
    self.contact = contact
    _remind = OptionalDurationText(wrappedValue: remind)
    self.onTimeout = onTimeout
  }
}

/// What silence means.
package enum Silence: Hashable, Sendable {
  /// The step fails, as after an answer that says no.
  case fail
  /// The run goes on without the step.
  case skip
  /// It counts as approved.
  case approve
  /// This option counts as chosen.
  case choose(String)
}
