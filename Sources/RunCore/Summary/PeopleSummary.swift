internal import RunbookModel

/// A note with what became of it, where it is a finding.
package struct NoteSummary: Hashable, Sendable, Decodable {
  package var note: Note
  package var at: Moment
  /// Nil for a note that is no finding.
  package var status: FindingStatus?
  package var changes: [FindingWord]

  init(_ dated: Dated<Note>, in state: RunState) {
    note = dated.word
    at = dated.at
    let changes = state.findingChanges.filter { $0.word.finding == dated.word.number }
    self.changes = changes.map { FindingWord(change: $0.word, at: $0.at) }
    status = dated.word.finding == nil ? nil : state.status(ofFinding: dated.word.number)
  }
}

/// What was said of a finding, and when.
package struct FindingWord: Hashable, Sendable, Decodable {
  package var change: FindingChange
  package var at: Moment

  init(change: FindingChange, at moment: Moment) {
    self.change = change
    at = moment
  }
}

/// An amendment with its time.
package struct AmendmentSummary: Hashable, Sendable, Decodable {
  package var amendment: Amendment
  package var at: Moment

  init(_ dated: Dated<Amendment>) {
    amendment = dated.word
    at = dated.at
  }
}

/// A message about the run, with its time.
package struct UpdateSummary: Hashable, Sendable, Decodable {
  package var update: SentUpdate
  package var at: Moment

  init(_ dated: Dated<SentUpdate>) {
    update = dated.word
    at = dated.at
  }
}

/// What somebody said of a clock, and when.
package struct ClockWord: Hashable, Sendable, Decodable {
  package var stamp: ClockStamp
  package var at: Moment

  init(_ record: ClockRecord) {
    stamp = record.stamp
    at = record.at
  }
}
