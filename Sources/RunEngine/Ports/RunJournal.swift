package import RunCore

/// The durable record of a run.
package protocol RunJournal: Sendable {
  /// Returns when every entry is durable, in this order; throws when not all are, and then none counts as written.
  func append(_ entries: [JournalEntry]) async throws
}
