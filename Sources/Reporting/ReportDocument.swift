package import RunCore

/// All that a report of one run is made of.
package struct ReportDocument: Sendable {
  package var summary: RunSummary
  /// Nil where the summary was not read from a journal.
  package var journal: JournalMark?
  /// Nil where the summary was not read from a journal; then no figure says where it comes from.
  package var trace: JournalTrace?
  package var past: ReportPast
  package var look: ReportLook
  /// Whether a process has the run in hand while the report is made; nil where the record is all that is known.
  package var isInHand: Bool?

  package init(
    summary: RunSummary, journal: JournalMark? = nil, trace: JournalTrace? = nil, past: ReportPast = ReportPast(),
    look: ReportLook = .standard
  ) {
    self.trace = trace
    self.summary = summary
    self.journal = journal
    self.past = past
    self.look = look
  }
}

/// By what a journal can be proved to be the one that a report was made from.
package struct JournalMark: Hashable, Sendable {
  /// The SHA-256 of the last line.
  package var head: String
  /// That of the line that ended the run, which the run itself printed; nil while it isn't over.
  package var endHead: String?
  /// How many lines there are.
  package var lines: Int

  package init(head: String, endHead: String? = nil, lines: Int) {
    self.head = head
    self.endHead = endHead
    self.lines = lines
  }
}
