package import RunbookModel

/// Something that a person noted of a run; with `finding`, something that has to be dealt with.
package struct Note: Hashable, Sendable, Decodable {
  /// Counts from 1 within the run, findings among the notes; who asks for a note gives 0.
  package var number: Int
  package var text: String
  package var by: Operator
  package var finding: FindingTerms?
  /// Under which number another process told the run; a run that is taken up again is told everything once more.
  package var told: Int?

  package init(number: Int = 0, text: String, by: Operator, finding: FindingTerms? = nil) {
    self.number = number
    self.text = text
    self.by = by
    self.finding = finding
  }
}

/// How bad a finding is, who deals with it, and until when.
package struct FindingTerms: Hashable, Sendable, Decodable {
  package var severity: Severity
  package var owner: PersonName?
  /// A day such as `2026-12-01`.
  package var due: String?

  package init(severity: Severity, owner: PersonName? = nil, due: String? = nil) {
    self.severity = severity
    self.owner = owner
    self.due = due
  }
}

/// `open` → `accepted` | `retested` | `closed`; each may follow any other but `closed`, after which nothing follows.
package enum FindingStatus: String, Hashable, Sendable, Decodable, CaseIterable {
  case open
  /// Its risk is lived with.
  case accepted
  /// It was tried again; whether it is gone is for whoever closes it.
  case retested
  case closed
}

/// A person's word on what became of a finding.
package struct FindingChange: Hashable, Sendable, Decodable {
  /// The number of its note in its own run.
  package var finding: Int
  package var status: FindingStatus
  package var by: Operator
  package var reason: String?
  /// As that of a note.
  package var told: Int?

  package init(finding: Int, status: FindingStatus, by: Operator, reason: String? = nil) {
    self.finding = finding
    self.status = status
    self.by = by
    self.reason = reason
  }
}

/// A finding of an earlier run, as it stood when this one began.
package struct CarriedFinding: Hashable, Sendable, Decodable {
  package var run: RunID
  package var note: Note
  package var status: FindingStatus
  package var noted: WallTime

  package init(run: RunID, note: Note, status: FindingStatus, noted: WallTime) {
    self.run = run
    self.note = note
    self.status = status
    self.noted = noted
  }
}

/// Somebody who takes part in a run, or was to.
package struct Participation: Hashable, Sendable, Decodable {
  package enum Presence: String, Hashable, Sendable, Decodable, CaseIterable {
    /// Expected.
    case planned
    case present
    /// Gone before the end.
    case left
    /// Expected, and did not come.
    case absent
  }

  /// As noted; one of the site's people, or anybody else by name.
  package var person: String
  package var roles: [RoleName]
  package var presence: Presence
  package var by: Operator
  /// As that of a note.
  package var told: Int?

  package init(person: String, roles: [RoleName] = [], presence: Presence, by: Operator) {
    self.person = person
    self.roles = roles
    self.presence = presence
    self.by = by
  }
}

/// A message about the run, and what became of it.
package struct SentUpdate: Hashable, Sendable, Decodable {
  package var channel: ChannelName
  /// What it told of, in the words of `News.about`: an `UpdateEvent` with its service, question or step.
  package var about: [String]
  package var text: String
  /// How often it was tried.
  package var attempts: Int
  /// Why it never arrived; nil for a message that was taken.
  package var problem: String?

  package init(channel: ChannelName, about: [String], text: String, attempts: Int, problem: String? = nil) {
    self.channel = channel
    self.about = about
    self.text = text
    self.attempts = attempts
    self.problem = problem
  }
}
