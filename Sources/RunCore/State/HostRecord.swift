package import RunbookModel

/// What a run has learnt of a host.
package struct HostRecord: Hashable, Sendable {
  /// Every machine that was met under the host's name, the present one last.
  package internal(set) var meetings: [HostMeeting] = []
  package internal(set) var provided: ProvidedAddress?
  /// What people said to accept, the last one last.
  package internal(set) var acceptances: [HostAcceptance] = []

  package var contact: HostContact? { meetings.last?.contact }
}

/// A machine under one address and key: when it was first reached, and what was seen of it last.
package struct HostMeeting: Hashable, Sendable {
  package var contact: HostContact
  package var first: Moment
}

/// A person's word that a refusal no longer holds: the key is right, or the host is taken over.
package struct HostAcceptance: Hashable, Sendable {
  package var refusal: HostRefusal
  package var answer: PromptAnswer
  package var step: StepID
  package var at: Moment
}
